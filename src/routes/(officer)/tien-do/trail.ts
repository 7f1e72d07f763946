import { type Locale, type Messages, translator } from '#platform/i18n/translate.ts';
import { addressOf, PAGES, type PageName } from './address.ts';
import type { ShownPlace } from './request.ts';

/** From the top unit within reach to this page. */
export function trailOf(locale: Locale, messages: Messages, place: ShownPlace, page: PageName) {
	const t = translator(locale, messages);
	return [
		{ href: PAGES[page], label: t(`progress.tab_${page}`) },
		...place.above.map(({ code, name }) => ({
			href: addressOf(PAGES[page], { ...place, unit: { code } }),
			label: name,
		})),
		{ label: place.unit.name },
	];
}
