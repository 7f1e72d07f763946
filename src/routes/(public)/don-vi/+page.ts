import { pageTexts } from '../page-texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	return { ...data, messages: (await pageTexts(locale, messages)).messages };
};
