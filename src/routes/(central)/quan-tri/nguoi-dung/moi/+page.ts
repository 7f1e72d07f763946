import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const people = { href: '/quan-tri/nguoi-dung', label: t('central.people') };
	return { ...data, breadcrumbs: [people, { label: t('central.new_account') }] };
};
