import { translator } from '#platform/i18n/translate.ts';
import { addressOf } from '../address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const place = { programme: data.programme.code, unit: data.unit.code, period: data.period };
	return {
		...data,
		place,
		breadcrumbs: [
			{ href: addressOf('/chi-tieu', place), label: t('targets.title') },
			{ label: t('targets.import') },
		],
	};
};
