import { pageTexts } from '../../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before, ['dashboard', 'definitions', 'progress']);
	return {
		...data,
		messages,
		breadcrumbs: [
			{ href: '/don-vi', label: t('public.units_title') },
			...data.above.map(({ code, name }) => ({ href: `/don-vi/${encodeURIComponent(code)}`, label: name })),
			{ label: data.unit.name },
		],
	};
};
