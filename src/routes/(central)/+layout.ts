import { loadMessages } from '../messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	return {
		density: 'compact' as const,
		messages: { ...messages, ...(await loadMessages(locale, ['central', 'officer', 'units'])) },
	};
};
