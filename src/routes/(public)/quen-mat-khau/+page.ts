import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	return { messages: { ...messages, ...(await loadMessages(locale, ['people'])) } };
};
