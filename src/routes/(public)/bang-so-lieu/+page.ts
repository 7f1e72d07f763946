import { pageTexts } from '../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	return {
		...data,
		messages: (await pageTexts(locale, messages, ['dashboard', 'definitions', 'progress'])).messages,
	};
};
