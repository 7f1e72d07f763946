import { pageTexts } from '../page-texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { locale, messages } = await parent();
	return { messages: (await pageTexts(locale, messages, ['about'])).messages };
};
