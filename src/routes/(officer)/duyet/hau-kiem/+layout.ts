import { loadMessages } from '../../../messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	return { messages: { ...messages, ...(await loadMessages(locale, ['audit'])) } };
};
