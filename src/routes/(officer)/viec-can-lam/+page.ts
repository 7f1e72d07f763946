import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const own = await loadMessages(locale, ['progress', 'statistics', 'targets', 'work']);
	return { ...data, messages: { ...messages, ...own } };
};
