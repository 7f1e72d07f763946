import { pageTexts } from '../../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	const { messages: all, t } = await pageTexts(locale, messages, ['pledges']);
	return {
		...data,
		messages: all,
		breadcrumbs: [{ href: '/thi-dua', label: t('pledges.public_title') }, { label: data.title }],
	};
};
