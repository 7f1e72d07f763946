import type { PageLoad } from './$types';
import { pageTexts } from './page-texts.ts';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	return { ...data, messages: (await pageTexts(locale, messages)).messages };
};
