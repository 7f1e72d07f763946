/** All local dates of the portal are dates in Viet Nam; a day ends there at 24h00 (domain rule). */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** Viet Nam has kept UTC+7 without summer time since 1975, and no date of the portal is older. */
const OFFSET_MS = 7 * 3600_000;

/** A local date as `yyyy-mm-dd`: compares and sorts as text. */
export type LocalDate = string;

/** The local date of an instant. */
export function localDate(at: Date): LocalDate {
	return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The local hour of an instant, 0 to 23. */
export function localHour(at: Date): number {
	return new Date(at.getTime() + OFFSET_MS).getUTCHours();
}

/** The instant at which a local date begins. */
export function startOfLocalDate(date: LocalDate): Date {
	return new Date(`${date}T00:00:00+07:00`);
}

/** `date` moved by whole days. */
export function addDays(date: LocalDate, days: number): LocalDate {
	const moved = new Date(`${date}T00:00:00Z`);
	moved.setUTCDate(moved.getUTCDate() + days);
	return moved.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether `text` is a date that exists, as `yyyy-mm-dd`. */
export function isLocalDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Time as an argument: production reads the machine's clock, demo data and tests set their own. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const fixedClock = (at: Date): Clock => ({ now: () => at });
