import { translator } from '#platform/i18n/translate.ts';
import { addressOf, PAGES } from '../../address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	return {
		...data,
		breadcrumbs: [
			{ href: addressOf(PAGES.progress, data.place), label: t('progress.tab_progress') },
			{ href: addressOf(PAGES.reminders, data.place), label: t('progress.tab_reminders') },
			{ label: t(`progress.matter_${data.round.matter}`) },
		],
	};
};
