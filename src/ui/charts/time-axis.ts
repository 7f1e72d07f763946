import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';

/** A mark on an axis of days. */
export interface DateTick {
	date: LocalDate;
	text: string;
}

/** Days between one mark and the next, and months; the first that gives few enough marks is taken. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60] as const;

/**
 * Marks along a range of local dates, both inclusive: days as «21/4» while they fit, else the first days of months as
 * «4/2022», of years as «2022».
 * @param most marks that have room
 */
export function dateTicks(from: LocalDate, to: LocalDate, most: number): DateTick[] {
	const days = daysBetween(from, to) + 1;
	if (days <= most * 10) {
		const step = Math.max(1, Math.ceil(days / most));
		const ticks: DateTick[] = [];
		for (let date = from; date <= to; date = addDays(date, step)) ticks.push({ date, text: dayText(date) });
		return ticks;
	}
	const firsts = firstsOfMonths(from, to);
	for (const step of MONTHS) {
		const kept = firsts.filter((date) => (Number(date.slice(5, 7)) - 1) % Math.min(step, 12) === 0);
		const years = step > 12 ? kept.filter((date) => Number(date.slice(0, 4)) % (step / 12) === 0) : kept;
		if (years.length <= most) return years.map((date) => ({ date, text: monthText(date, step) }));
	}
	return firsts.slice(0, most).map((date) => ({ date, text: monthText(date, 12) }));
}

function firstsOfMonths(from: LocalDate, to: LocalDate): LocalDate[] {
	const firsts: LocalDate[] = [];
	for (let date = `${from.slice(0, 7)}-01`; date <= to; date = `${addDays(date, 31).slice(0, 7)}-01`)
		if (date >= from) firsts.push(date);
	return firsts;
}

const dayText = (date: LocalDate) => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`;
const monthText = (date: LocalDate, step: number) =>
	step >= 12 ? date.slice(0, 4) : `${Number(date.slice(5, 7))}/${date.slice(0, 4)}`;
