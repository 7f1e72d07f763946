import { translator } from '#platform/i18n/translate.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	const t = translator(locale, messages);
	const breadcrumbs = [{ href: '/', label: t('common.nav_home') }, { label: t('common.nav_import') }];
	return { ...data, messages, breadcrumbs };
};
