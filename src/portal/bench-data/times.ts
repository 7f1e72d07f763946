import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { OPENED } from './published.ts';

const DAY = 86_400;
const BEGAN = startOfLocalDate(OPENED).getTime();

/** The local date of a second since the programme opened, or so many days before or after it. */
const dates: LocalDate[] = [];
export function dateOf(at: number, days = 0): LocalDate {
	const day = Math.floor(at / DAY) + days;
	if (day < 0) return addDays(OPENED, day);
	dates[day] ??= addDays(OPENED, day);
	return dates[day]!;
}

/** The instant as PostgreSQL reads it. */
export const instantOf = (at: number): string => new Date(BEGAN + at * 1000).toISOString();
