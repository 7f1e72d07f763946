import { loadMessages } from '../messages.ts';
import type { LayoutLoad } from './$types';

/** Officers work through lists: smaller type, denser tables. */
export const load: LayoutLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	return {
		...data,
		density: 'compact' as const,
		messages: { ...messages, ...(await loadMessages(locale, ['encodings', 'officer', 'review', 'units'])) },
	};
};
