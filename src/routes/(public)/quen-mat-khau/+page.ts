import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

/** A form and nothing more: it needs no script. */
export const csr = false;

export const load: PageLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	return { messages: { ...messages, ...(await loadMessages(locale, ['people'])) } };
};
