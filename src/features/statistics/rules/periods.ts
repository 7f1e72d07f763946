import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import type { DateRange, PeriodName } from '../schema.ts';

/** First day of the day, week (Monday), month or quarter in which a local date lies. */
export function periodBegin(day: LocalDate, period: PeriodName): LocalDate {
	if (period === 'day') return day;
	if (period === 'week') return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
	if (period === 'month') return `${day.slice(0, 7)}-01`;
	const month = Number(day.slice(5, 7));
	return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

const LONGEST = { day: 1, week: 7, month: 31, quarter: 92 };

/** The days, weeks, months or quarters of a range, one after the other; the first and last are cut to it. */
export function periodsIn({ from, to }: DateRange, period: PeriodName): DateRange[] {
	const found: DateRange[] = [];
	for (let at = from; at <= to; ) {
		const next = periodBegin(addDays(periodBegin(at, period), LONGEST[period]), period);
		const last = addDays(next, -1);
		found.push({ from: at, to: last < to ? last : to });
		at = next;
	}
	return found;
}
