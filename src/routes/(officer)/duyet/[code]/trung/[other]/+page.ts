import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages, locale } = await parent();
	const t = translator(locale, messages);
	const query = data.address && `?${data.address}`;
	const { code } = data.pair.mine;
	return {
		...data,
		breadcrumbs: [
			{ href: `/duyet${query}`, label: t('review.title') },
			{ href: `/duyet/${code}${query}`, label: code },
			{ label: t('screening.compare') },
		],
	};
};
