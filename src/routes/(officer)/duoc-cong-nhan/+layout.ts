import { loadMessages } from '../../messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	const more = await loadMessages(locale, ['excel', 'initiatives', 'recognised']);
	return { messages: { ...messages, ...more } };
};
