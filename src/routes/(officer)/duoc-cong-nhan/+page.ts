import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';
import { addressOf } from './address.ts';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const place = { programme: data.programme.code, unit: data.unit.code };
	return {
		...data,
		place,
		breadcrumbs: [
			{ href: addressOf('/duoc-cong-nhan', place), label: translator(locale, messages)('recognised.title') },
			{ label: data.unit.name },
		],
	};
};
