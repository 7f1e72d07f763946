import type { LocalDate } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/i18n/translate.ts';

/** A date cell: the local date as the sheet shows it, and the time of day when there is one (`HH:MM:SS`). */
export interface DateCell {
	readonly date: LocalDate;
	readonly time?: string;
}

/** A formula that failed, by Excel's own name for it: `#REF!`, `#N/A`. */
export interface ErrorCell {
	readonly error: string;
}

/** Plain data only, so that a workbook crosses from a worker process by structured clone. Text is NFC. */
export type CellValue = string | number | boolean | null | DateCell | ErrorCell;

/** A merged area, 0-based and inclusive. The value stands in its top left cell. */
export interface Merge {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

export interface Sheet {
	readonly name: string;
	/** Hidden by its author, whichever way. */
	readonly hidden: boolean;
	/** `rows[0]` is row 1 of the sheet; rows end at their last cell with a value. */
	readonly rows: readonly (readonly CellValue[])[];
	readonly merges: readonly Merge[];
	/** 0-based. */
	readonly hiddenRows: readonly number[];
	/** 0-based. */
	readonly hiddenColumns: readonly number[];
}

export interface Workbook {
	readonly format: 'xlsx' | 'ods' | 'csv';
	/** Where day numbers count from: 1900 (Windows) or 1904 (old Mac). */
	readonly dateSystem: 1900 | 1904;
	readonly sheets: readonly Sheet[];
}

export const isDateCell = (value: CellValue): value is DateCell =>
	typeof value === 'object' && value !== null && 'date' in value;

export const isErrorCell = (value: CellValue): value is ErrorCell =>
	typeof value === 'object' && value !== null && 'error' in value;

/** The cell as a person reads it: whole numbers without exponent, dates as dd/mm/yyyy, '' for an empty one. */
export function cellText(value: CellValue | undefined): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	if (isErrorCell(value)) return value.error;
	return value.time ? `${formatDate(value.date)} ${value.time}` : formatDate(value.date);
}

/** Excel keeps 15 digits; more are noise of binary fractions. */
function numberText(value: number): string {
	if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
	return String(Number(value.toPrecision(15)));
}

export const isBlank = (value: CellValue | undefined): boolean => cellText(value).trim() === '';

/** 0 → «A», 26 → «AA». */
export function columnLetter(index: number): string {
	const rest = Math.floor(index / 26) - 1;
	return (rest >= 0 ? columnLetter(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The local date of an Excel day number; null where Excel itself has none (negative, past 31/12/9999). */
export function dateOfSerial(serial: number, system: 1900 | 1904): LocalDate | null {
	if (!(serial >= 1 && serial < 2_958_466)) return null;
	const day = Math.floor(serial);
	if (system === 1904) return dayAfter(Date.UTC(1904, 0, 1), day);
	// Excel counts a 29/2/1900 that never was: numbers before it are one day off the later ones
	return dayAfter(day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30), day);
}

const dayAfter = (epoch: number, days: number): LocalDate =>
	new Date(epoch + days * 86_400_000).toISOString().slice(0, 10);
