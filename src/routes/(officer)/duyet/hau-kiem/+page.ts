import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	return {
		...data,
		breadcrumbs: [{ href: '/duyet', label: t('review.title') }, { label: t('audit.title') }],
	};
};
