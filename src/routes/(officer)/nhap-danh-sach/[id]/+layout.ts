import { translator } from '#platform/i18n/translate.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, parent }) => {
	const { locale, messages } = await parent();
	const t = translator(locale, messages);
	const breadcrumbs = [
		{ href: '/', label: t('common.nav_home') },
		{ href: '/nhap-danh-sach', label: t('common.nav_import') },
		{ label: data.list.fileName },
	];
	return { ...data, messages, breadcrumbs };
};
