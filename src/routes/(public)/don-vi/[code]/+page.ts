import { pageTexts } from '../../page-texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before);
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
