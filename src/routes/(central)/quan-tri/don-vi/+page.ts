import { translator } from '#platform/i18n/translate.ts';
import { loadMessages } from '../../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages: before, locale } = await parent();
	// What is wrong with a file is said in the words that every list is answered with.
	const messages = { ...before, ...(await loadMessages(locale, ['excel', 'tree'])) };
	const t = translator(locale, messages);
	return { ...data, messages, breadcrumbs: [{ label: t('central.units') }] };
};
