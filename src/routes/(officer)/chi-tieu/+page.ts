import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';
import { addressOf } from './address.ts';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const place = { programme: data.programme.code, period: data.period.code };
	return {
		...data,
		breadcrumbs: [
			{ href: '/chi-tieu', label: t('targets.title') },
			...data.above.map(({ code, name }) => ({
				href: addressOf('/chi-tieu', { ...place, unit: code }),
				label: name,
			})),
			{ label: data.unit.name },
		],
	};
};
