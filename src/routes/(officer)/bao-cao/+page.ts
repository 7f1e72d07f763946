import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	return {
		...data,
		messages: { ...messages, ...(await loadMessages(locale, ['reports', 'statistics', 'public'])) },
	};
};
