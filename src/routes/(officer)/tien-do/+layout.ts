import { loadMessages } from '../../messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	const own = await loadMessages(locale, ['progress', 'reminders', 'statistics', 'targets']);
	return { messages: { ...messages, ...own } };
};
