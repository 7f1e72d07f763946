import type { LayoutLoad } from './$types';
import { loadMessages } from './messages.ts';

/** Messages that every page needs; each group of pages adds its own. */
export const load: LayoutLoad = async ({ data }) => ({
	...data,
	messages: await loadMessages(data.locale, ['common', 'ui', 'errors']),
});
