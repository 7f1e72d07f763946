import { pageTexts } from '../../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before, ['dashboard', 'definitions']);
	return {
		messages,
		breadcrumbs: [
			{ href: '/bang-so-lieu', label: t('dashboard.title') },
			{ label: t('dashboard.definitions_title') },
		],
	};
};
