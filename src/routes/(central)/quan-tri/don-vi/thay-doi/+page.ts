import { translator } from '#platform/i18n/translate.ts';
import { loadMessages } from '../../../../messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { messages: before, locale } = await parent();
	const messages = { ...before, ...(await loadMessages(locale, ['excel', 'tree'])) };
	const t = translator(locale, messages);
	return {
		...data,
		messages,
		breadcrumbs: [
			{
				label: t('central.units'),
				href: `/quan-tri/don-vi?${new URLSearchParams({ unit: data.unit.code })}`,
			},
			{ label: t(`tree.do_${data.kind}`) },
		],
	};
};
