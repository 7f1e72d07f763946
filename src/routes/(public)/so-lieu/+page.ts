import type { Locale } from '#platform/i18n/translate.ts';
import { pageTexts } from '../page-texts.ts';
import type { PageLoad } from './$types';

/** Read, not worked in: the page needs none of the 70 KB that would bring it to life. */
export const csr = false;

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before, data.proof ? ['dashboard', 'definitions'] : []);
	const programme = data.proof?.programme ?? {
		code: data.rows!.cut.programme,
		name: data.rows!.names.programme,
	};
	const home = `/?${new URLSearchParams({ 'chuong-trinh': programme.code })}`;
	return {
		...data,
		messages,
		breadcrumbs: [{ href: home, label: programme.name[locale as Locale] }, { label: t('public.rows_title') }],
	};
};
