import type { Random } from '#database/demo/random.ts';
import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { divide } from './divide.ts';
import { CURVE, OPENED } from './published.ts';

const DAY = 86_400;
/** The Lunar New Year of both years: hardly anybody works. */
const HOLIDAYS: readonly (readonly [LocalDate, LocalDate])[] = [
	['2022-01-29', '2022-02-06'],
	['2023-01-20', '2023-01-26'],
];

/** A stretch of one local date in which so many are submitted. */
export interface Slot {
	/** Days since the programme opened. */
	day: number;
	/** Seconds of the day, the latter exclusive. */
	from: number;
	to: number;
	/** Index of the anchor of the curve that it runs up to. */
	part: number;
	count: number;
}

/** How many are submitted when: the published curve, scaled to `total`, with the weeks and holidays of an office. */
export function slotsOf(total: number, random: Random): Slot[] {
	const counts = partsOf(total);
	return CURVE.flatMap((anchor, part) => {
		const slots = stretch(part);
		const weights = slots.map(({ day, from, to }, index) => {
			const growth = anchor.growth ** (index / Math.max(1, slots.length - 1));
			return growth * weightOf(addDays(OPENED, day)) * ((to - from) / DAY) * Math.exp(0.12 * random.normal());
		});
		const divided = divide(counts[part]!, weights);
		return slots.map((slot, index) => ({ ...slot, part, count: divided[index]! }));
	});
}

/** How many are submitted between one anchor of the curve and the next. */
export const partsOf = (total: number): number[] =>
	divide(
		total,
		CURVE.map(({ total: to }, part) => to - (CURVE[part - 1]?.total ?? 0)),
	);

function stretch(part: number): Pick<Slot, 'day' | 'from' | 'to'>[] {
	const { to, second } = CURVE[part]!;
	const before = CURVE[part - 1];
	const first = before ? daysBetween(OPENED, before.to) + (before.second === undefined ? 1 : 0) : 0;
	const last = daysBetween(OPENED, to);
	return Array.from({ length: last - first + 1 }, (_, index) => ({
		day: first + index,
		from: index === 0 ? (before?.second ?? 0) : 0,
		to: first + index === last ? (second ?? DAY) : DAY,
	}));
}

function weightOf(date: LocalDate): number {
	if (HOLIDAYS.some(([from, to]) => from <= date && date <= to)) return 0.08;
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	return weekday === 0 ? 0.25 : weekday === 6 ? 0.5 : 1;
}
