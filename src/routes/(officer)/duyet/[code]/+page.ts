import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const queue = { href: `/duyet${data.address && `?${data.address}`}`, label: t('review.title') };
	return { ...data, breadcrumbs: [queue, { label: data.initiative.code }] };
};
