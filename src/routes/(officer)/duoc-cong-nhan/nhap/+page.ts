import { translator } from '#platform/i18n/translate.ts';
import { addressOf } from '../address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const place = { programme: data.programme.code, unit: data.unit.code };
	return {
		...data,
		place,
		breadcrumbs: [
			{ href: addressOf('/duoc-cong-nhan', place), label: t('recognised.title') },
			{ label: t('recognised.import') },
		],
	};
};
