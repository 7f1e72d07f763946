import type { LocalDate } from '#platform/clock/clock.ts';
import { type CellValue, cellText, dateOfSerial, isDateCell, isErrorCell } from '#platform/excel/workbook.ts';
import { parseDate } from '#platform/text/dates.ts';
import { clean, fold } from '#platform/text/fold.ts';
import { IDENTITY_WARNINGS, identityIssue, restoreIdentity } from '#platform/text/identity.ts';
import { type BenefitReading, parseBenefit, parseBenefitNumber } from '../rules/benefit.ts';

/** What is wrong with one cell; `code` is a key of the excel sentences. A warning does not stop the row. */
export interface CellIssue {
	readonly code: string;
	readonly severity: 'error' | 'warning';
	readonly params?: Readonly<Record<string, string | number>>;
}

/** A value or its issue, or both with a warning; null without an issue for an empty cell. */
export interface Reading<T> {
	readonly value: T | null;
	readonly issue?: CellIssue;
}

const wrong = (code: string, params?: CellIssue['params']): Reading<never> => ({
	value: null,
	issue: { code, severity: 'error', ...(params && { params }) },
});

/**
 * Text ready to store. A formula's error is no text; longer than `max` characters is refused. A question mark
 * inside a word is what a code page leaves of a letter it lacks («?ải tạo»): said, for nobody can restore it.
 */
export function readText(value: CellValue, max = Number.POSITIVE_INFINITY): Reading<string> {
	if (isErrorCell(value)) return wrong('cell_error', { error: value.error });
	const text = clean(cellText(value));
	if (text.length > max) return wrong('text_too_long', { max, length: text.length });
	if (!/\ufffd|\?\p{L}/u.test(text) || /https?:/.test(text)) return { value: text || null };
	return { value: text, issue: { code: 'text_letters_lost', severity: 'warning' } };
}

export interface DateRules {
	readonly today: LocalDate;
	readonly dateSystem: 1900 | 1904;
	/** Which day a bare month stands for; refused unless the officer chose. */
	readonly monthOnly: 'refuse' | 'first_day';
}

/** Day numbers of 1/1/2000 to 31/12/2099: what else stands as a bare number in a column of dates is none. */
const SERIALS = { 1900: [36_526, 73_050], 1904: [35_064, 71_588] } as const;

/** A date from a date cell, a day number that lost its format, or a text; never in the future. */
export function readDate(value: CellValue, rules: DateRules): Reading<LocalDate> {
	const read = dateOf(value, rules);
	if (!read.value || read.value <= rules.today) return read;
	return wrong('date_in_future', { date: cellText({ date: read.value }) });
}

function dateOf(value: CellValue, rules: DateRules): Reading<LocalDate> {
	if (isDateCell(value)) return { value: value.date };
	const [from, to] = SERIALS[rules.dateSystem];
	if (typeof value === 'number' && value >= from && value <= to)
		return { value: dateOfSerial(value, rules.dateSystem) };
	const text = readText(value);
	if (text.value === null) return { value: null, ...(text.issue && { issue: text.issue }) };
	const read = parseDate(text.value);
	if ('date' in read) return { value: read.date };
	if (read.code === 'date_month_only' && rules.monthOnly === 'first_day') {
		return {
			value: `${read.params!.month}-01`,
			issue: { code: 'date_first_day_taken', severity: 'warning', params: { text: text.value } },
		};
	}
	return wrong(read.code, { text: text.value });
}

export interface ListBenefit {
	/** Whole đồng. */
	readonly amount: number;
	/** As typed, with the unit of the heading where that gave it: reads back as `amount`. */
	readonly text: string;
	readonly per: readonly string[];
}

const SCALE_WORDS: Record<number, string> = { 1000: 'nghìn', 1000000: 'triệu', 1000000000: 'tỷ' };

/** Above 1,000 tỷ no initiative is known (the largest published one exceeds 500 tỷ): said, not refused. */
const DOUBTFUL = 1_000_000_000_000;

/** An amount in đồng. A text without any figure is no error but belongs to the social effect: `words`. */
export function readBenefit(value: CellValue, scale: number): Reading<ListBenefit> & { words?: string } {
	const text = readText(value);
	if (text.value === null) return { value: null, ...(text.issue && { issue: text.issue }) };
	const read = typeof value === 'number' ? parseBenefitNumber(value, scale) : parseBenefit(text.value, scale);
	if ('code' in read) {
		if (read.code !== 'benefit_no_amount') return wrong(read.code, { text: text.value, ...read.params });
		const dash = fold(text.value) === '';
		return dash
			? { value: null }
			: {
					value: null,
					words: text.value,
					issue: { code: read.code, severity: 'warning', params: { text: text.value } },
				};
	}
	const benefit = { amount: read.amount, text: withScale(text.value, read, scale), per: read.per };
	if (read.amount <= DOUBTFUL) return { value: benefit };
	return {
		value: benefit,
		issue: { code: 'benefit_doubtful', severity: 'warning', params: { amount: read.amount } },
	};
}

/** Where the heading gave the scale, the text alone would read as another amount: the unit is written out. */
function withScale(text: string, read: Extract<BenefitReading, { amount: number }>, scale: number): string {
	const alone = parseBenefit(text);
	if (scale === 1 || ('amount' in alone && alone.amount === read.amount)) return text;
	const spelt = `${text} ${SCALE_WORDS[scale]}`;
	const again = parseBenefit(spelt);
	return 'amount' in again && again.amount === read.amount ? spelt : String(read.amount);
}

/** The issue of an identity number, whose value goes no further than this function. */
export function checkIdentity(value: CellValue, today: LocalDate): CellIssue | null {
	if (isErrorCell(value)) return { code: 'cell_error', severity: 'error', params: { error: value.error } };
	const number = typeof value === 'number' ? value : cellText(value);
	if (`${number}`.trim() === '') return null;
	const code = identityIssue(restoreIdentity(number), today);
	return code && { code, severity: IDENTITY_WARNINGS.has(code) ? 'warning' : 'error' };
}

/** A Vietnamese phone number as `0` and nine or ten digits; the zero that a number cell loses is put back. */
export function readPhone(value: CellValue): Reading<string> {
	const text = readText(value);
	if (text.value === null) return text;
	const digits = text.value.normalize('NFKC').replace(/[\s.()'’-]/g, '');
	const national = digits.replace(/^\+?84(?=\d{9}$)/, '0').replace(/^(?=[1-9]\d{8}$)/, '0');
	return /^0\d{9,10}$/.test(national) ? { value: national } : wrong('phone_unreadable', { text: text.value });
}

/** Name, number and date of a decision; more is a text of another kind. */
const LONGEST_DECISION = 400;
const DECISION_NUMBER = /\d+[\d./]*\s*\/\s*[\p{Lu}\d][\p{L}\d/&.-]*/u;
const DECISION_DATE = /(?:ngày|ngay)\s*(.+)$|(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})/iu;

/** «QĐ số 12/QĐ-LĐLĐ ngày 05/3/2022» in one cell; what is not found stays null, the number takes the rest. */
export function splitRecognition(text: string): { number: string | null; date: LocalDate | null } {
	if (text.length > LONGEST_DECISION) return { number: null, date: null };
	const dated = DECISION_DATE.exec(text);
	const read = dated && parseDate((dated[1] ?? dated[2])!.trim());
	const date = read && 'date' in read ? read.date : null;
	const rest = (date ? text.slice(0, dated!.index) : text).replace(/[\s,;(-]+$/, '');
	return { number: DECISION_NUMBER.exec(rest)?.[0] ?? (rest || null), date };
}
