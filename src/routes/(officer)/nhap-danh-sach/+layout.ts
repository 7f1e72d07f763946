import { loadMessages } from '../../messages.ts';
import type { LayoutLoad } from './$types';

const NAMESPACES = ['encodings', 'excel', 'import_screening', 'imports', 'screening'];

export const load: LayoutLoad = async ({ parent }) => {
	const { messages, locale } = await parent();
	return { messages: { ...messages, ...(await loadMessages(locale, NAMESPACES)) } };
};
