import { translator } from '#platform/i18n/translate.ts';
import { loadMessages } from '../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	const all = { ...messages, ...(await loadMessages(locale, ['api'])) };
	return { ...data, messages: all, breadcrumbs: [{ label: translator(locale, all)('api.problems_title') }] };
};
