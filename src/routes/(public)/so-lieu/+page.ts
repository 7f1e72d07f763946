import { pageTexts } from '../page-texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages: before } = await parent();
	const { messages, t } = await pageTexts(locale, before);
	const home = `/?${new URLSearchParams({ 'chuong-trinh': data.cut.programme })}`;
	return {
		...data,
		messages,
		breadcrumbs: [{ href: home, label: data.names.programme[locale] }, { label: t('public.rows_title') }],
	};
};
