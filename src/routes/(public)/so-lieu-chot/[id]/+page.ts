import { formatDate } from '#platform/i18n/translate.ts';
import { pageTexts } from '../../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before, ['snapshots', 'dashboard', 'definitions']);
	return {
		...data,
		messages,
		breadcrumbs: [
			{
				href: `/so-lieu-chot?${new URLSearchParams({ 'chuong-trinh': data.programme.code })}`,
				label: t('snapshots.title'),
			},
			{
				label: formatDate(data.snapshot.upto),
				...(!data.isRoot && { href: `/so-lieu-chot/${data.snapshot.id}` }),
			},
			...(data.isRoot ? [] : [{ label: data.unitName }]),
		],
	};
};
