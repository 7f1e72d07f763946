import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

/** A form whose one small script (choose-unit.ts) finds units while their name is typed. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	return { ...data, messages: { ...messages, ...(await loadMessages(locale, ['people'])) } };
};
