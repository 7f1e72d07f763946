import type { LocalDate } from '#platform/clock/clock.ts';

/** Why a text is no date, and the keys of the sentences that say so. */
export type DateIssue =
	/** 31/02, month 13. */
	| 'date_impossible'
	/** 12/31/2022: the month stands first, so 05/06 beside it could be either. */
	| 'date_month_first'
	/** Only month and year, in `params.month` as `yyyy-mm`: the caller may have a rule for the day. */
	| 'date_month_only'
	| 'date_year_only'
	| 'date_quarter_only'
	| 'date_unreadable';

export type DateReading =
	| { readonly date: LocalDate }
	| { readonly code: DateIssue; readonly params?: { readonly month: string } };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TIME = String.raw`\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?(?: ?[ap]m)?`;
const YEAR = String.raw`(\d{4}|\d{2})`;

const DAY_FIRST = new RegExp(String.raw`^(\d{1,2}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?${YEAR}$`);
const YEAR_FIRST = /^(\d{4}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{1,2})$/;
const IN_WORDS = new RegExp(
	String.raw`^(\d{1,2}) ?(?:thang|[/.-]) ?(\d{1,2}) ?(?:,? ?nam|[/.,-]| ) ?${YEAR}$`,
);
const ENGLISH = new RegExp(String.raw`^(\d{1,2})[ -]([a-z]{3})[a-z]*[ ,-]+${YEAR}$`);
const MONTH_YEAR = /^(?:thang|t)? ?(\d{1,2}) ?(?:[/.-]|nam|,)? ?(?:nam)? ?(\d{4})$/;
const YEAR_MONTH = /^(\d{4}) ?[/.-] ?(\d{1,2})$/;
const YEAR_ALONE = /^(?:nam)? ?(\d{4})$/;
const QUARTER = /^(?:quy|q) ?(?:[1-4]|i{1,3}|iv)\b/;

/**
 * A date as people in Viet Nam write it, always day before month: «01/9/2021», «5.3.22», «ngày 30 tháng 6 năm
 * 2022», «2022-09-01», «30-Jun-2022», with or without a time of day. A year of two digits is 20yy. Never
 * guesses: what misses the day, is impossible or doubtful answers the code of its issue.
 */
export function parseDate(text: string): DateReading {
	// The longest way to write one has 60 letters
	if (text.length > 100) return { code: 'date_unreadable' };
	const plain = withoutTime(plainText(text));
	const year = YEAR_FIRST.exec(plain);
	if (year) return dateOf(year[1]!, year[2]!, year[3]!);
	const day = DAY_FIRST.exec(plain) ?? IN_WORDS.exec(plain);
	if (day) return dateOf(day[3]!, day[2]!, day[1]!);
	const english = ENGLISH.exec(plain);
	const month = MONTHS.indexOf(english?.[2] ?? '');
	if (english && month >= 0) return dateOf(english[3]!, String(month + 1), english[1]!);
	const monthYear = MONTH_YEAR.exec(plain);
	if (monthYear) return monthOf(monthYear[2]!, monthYear[1]!);
	const yearMonth = YEAR_MONTH.exec(plain);
	if (yearMonth) return monthOf(yearMonth[1]!, yearMonth[2]!);
	if (YEAR_ALONE.test(plain)) return { code: 'date_year_only' };
	return { code: QUARTER.test(plain) ? 'date_quarter_only' : 'date_unreadable' };
}

/** Lower case without marks; digits of any width become ASCII; `ngày` in front says nothing more. */
function plainText(text: string): string {
	return text
		.normalize('NFKC')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/đ/g, 'd')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^ngay ?:? ?/, '')
		.replace(/[.,;]$/, '');
}

function withoutTime(text: string): string {
	return text
		.replace(new RegExp(`[t ,]+${TIME}(?:z|[+-]\\d{2}:?\\d{2})?$`), '')
		.replace(new RegExp(`^${TIME}[ ,]+(?:ngay )?`), '')
		.trim();
}

function dateOf(year: string, month: string, day: string): DateReading {
	const full = year.length === 2 ? `20${year}` : year;
	if (exists(full, month, day)) return { date: iso(full, month, day) };
	return { code: Number(month) > 12 && exists(full, day, month) ? 'date_month_first' : 'date_impossible' };
}

function monthOf(year: string, month: string): DateReading {
	if (!exists(year, month, '1')) return { code: 'date_impossible' };
	return { code: 'date_month_only', params: { month: iso(year, month, '1').slice(0, 7) } };
}

const iso = (year: string, month: string, day: string): LocalDate =>
	`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** A day past the end of its month would roll into the next one. */
function exists(year: string, month: string, day: string): boolean {
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return (
		date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(year) >= 1000
	);
}
