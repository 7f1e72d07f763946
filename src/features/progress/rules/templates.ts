import { periodText, type ShownPeriod } from '#features/targets/components/words.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { FiguresOf, Matter, ReminderText } from '../schema.ts';

/** Places that a reminder's text may have, by what it is about; filled with the figures of each unit. */
export const PLACES = {
	lagging: [
		'don_vi',
		'chuong_trinh',
		'ky',
		'han',
		'con_ngay',
		'ket_qua',
		'chi_tieu',
		'loai_chi_tieu',
		'can_co',
		'thieu',
	],
	backlog: ['don_vi', 'chuong_trinh', 'dang_cho', 'lau_nhat', 'luot_nop'],
	returned: ['don_vi', 'chuong_trinh', 'sap_het_han', 'han'],
} as const satisfies Record<Matter, readonly string[]>;

/** What surrounds the figures of one unit. */
export interface Occasion {
	unitName: string;
	programme: Record<Locale, string>;
	period: ShownPeriod;
	today: LocalDate;
}

/** What fills the places for one unit, in one language. */
export function placesFor<M extends Matter>(
	matter: M,
	figures: FiguresOf[M],
	{ unitName, programme, period, today }: Occasion,
	t: Translate,
	locale: Locale,
): Record<string, string> {
	const number = (value: number) => formatNumber(value, locale);
	const common = { don_vi: unitName, chuong_trinh: programme[locale] };
	if (matter === 'lagging') {
		const { measure, result, target, kind, expected } = figures as FiguresOf['lagging'];
		return {
			...common,
			ky: periodText(t, locale, period),
			han: formatDate(period.to),
			con_ngay: number(Math.max(0, daysBetween(today, period.to) + 1)),
			ket_qua: t(`reminders.result_${measure}`, { n: result }),
			chi_tieu: number(target),
			loai_chi_tieu: t(`targets.in_words_${kind}`),
			can_co: number(expected),
			thieu: number(Math.max(0, expected - result)),
		};
	}
	if (matter === 'backlog') {
		const { waiting, oldest, submitted } = figures as FiguresOf['backlog'];
		return {
			...common,
			dang_cho: number(waiting),
			lau_nhat: number(daysBetween(oldest, today)),
			luot_nop: number(submitted),
		};
	}
	const { expiring, until } = figures as FiguresOf['returned'];
	return { ...common, sap_het_han: number(expiring), han: formatDate(until) };
}

const PLACE = /\{(\w+)\}/g;

/** A text with its places filled. What fills them is never looked through for places again. */
export function fillText(text: ReminderText, values: Readonly<Record<string, string>>): ReminderText {
	const fill = (words: string) =>
		words.replace(PLACE, (place, name: string) => (Object.hasOwn(values, name) ? values[name]! : place));
	return { title: fill(text.title), body: fill(text.body) };
}

/** Places of a text that nothing fills. */
export function unknownPlaces(matter: Matter, { title, body }: ReminderText): string[] {
	const known: readonly string[] = PLACES[matter];
	const named = [...`${title}\n${body}`.matchAll(PLACE)].map((match) => match[1]!);
	return [...new Set(named)].filter((name) => !known.includes(name));
}

/** The page that a reminder leads to. */
export function hrefOf(
	matter: Matter,
	of: { unit: string; programme: string; period: string; measure: string },
): string {
	if (matter === 'backlog') return `/duyet?${new URLSearchParams({ programme: of.programme })}`;
	if (matter === 'returned')
		return `/duyet?${new URLSearchParams({ view: 'scope', state: 'returned', programme: of.programme })}`;
	const query = { 'don-vi': of.unit, 'chuong-trinh': of.programme, ky: of.period };
	return `/tien-do?${new URLSearchParams({ ...query, ...(of.measure === 'approved' && { dem: 'duyet' }) })}`;
}
