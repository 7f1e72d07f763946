import type { LocalDate } from '#platform/clock/clock.ts';
import {
	type CellValue,
	cellText,
	columnLetter,
	isBlank,
	type Sheet,
	type Workbook,
} from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { LIMITS } from '../schema.ts';
import { type ListAuthor, splitAuthors } from './authors.ts';
import {
	type CellIssue,
	checkIdentity,
	type ListBenefit,
	readBenefit,
	readDate,
	readPhone,
	readText,
	splitRecognition,
} from './cells.ts';
import { FilledSheet } from './filling.ts';
import { headingsOf } from './header.ts';
import { type ListColumn, scaleOfHeading } from './headings.ts';
import type { ListMapping, Notice } from './recognition.ts';
import { type RowKind, RowReader } from './row-kinds.ts';

export interface ReadRowsOptions {
	/** Dates after it are refused. */
	readonly today: LocalDate;
	/** Which day a bare month («tháng 5/2022») stands for: the officer's choice. Default: refuse. */
	readonly monthOnly?: 'refuse' | 'first_day';
}

/** One thing to mend, where the officer finds it. */
export interface ListIssue extends CellIssue {
	/** Row number of the sheet. */
	readonly row: number;
	/** «G», and its heading. */
	readonly letter: string;
	readonly heading: string;
	readonly column: ListColumn;
}

/** What a row says; null where it says nothing, for the programme's rules to judge. */
export interface ListValues {
	readonly title: string | null;
	readonly authors: readonly ListAuthor[];
	/** Whether the list gave the shares; equal ones are ours. */
	readonly sharesStated: boolean;
	readonly authorPhone: string | null;
	/** As spelt in the list: unit, group and field are mapped once per spelling. */
	readonly unit: string | null;
	readonly group: string | null;
	readonly field: string | null;
	readonly problem: string | null;
	readonly solution: string | null;
	readonly result: string | null;
	readonly benefit: ListBenefit | null;
	readonly socialBenefit: string | null;
	readonly appliedOn: LocalDate | null;
	readonly submittedOn: LocalDate | null;
	readonly recognisedBy: string | null;
	readonly recognitionNumber: string | null;
	readonly recognisedOn: LocalDate | null;
}

export interface ListRow {
	readonly row: number;
	readonly hidden: boolean;
	/** The cells as displayed, of known columns; never the identity number. */
	readonly raw: Readonly<Partial<Record<ListColumn, string>>>;
	readonly values: ListValues;
	readonly issues: readonly ListIssue[];
}

export interface ListReading {
	readonly rows: readonly ListRow[];
	/** Rows with content that are no initiative, for the officer to check. */
	readonly skipped: readonly { readonly row: number; readonly kind: RowKind; readonly text: string }[];
	readonly notices: readonly Notice[];
}

const LONGEST: Partial<Record<ListColumn, number>> = LIMITS;

const isError = (issue: CellIssue) => issue.severity === 'error';

/** Whether a row parsed: warnings are told, but do not stop it. */
export const isSound = (row: ListRow): boolean => !row.issues.some(isError);

/**
 * Reads the initiatives of a list. Total, group and signature rows, blank ones and repeated headings are left
 * out; merged cells and group rows are filled down; hidden rows are read, counted and announced. Rows of one
 * title merged over them are one initiative with several authors. Pure: today is an argument.
 */
export function readRows(workbook: Workbook, mapping: ListMapping, options: ReadRowsOptions): ListReading {
	const sheet = workbook.sheets.find((each) => each.name === mapping.sheet);
	if (!sheet) throw new Refusal('mapping_sheet', { params: { sheet: mapping.sheet } });
	const columns = new Map(mapping.columns.map(({ index, column }) => [column, index]));
	const headings = headingsOf(sheet, mapping.headerRows.first - 1, mapping.headerRows.last - 1);
	const reader = new RowReader(sheet, columns, headings);
	const filled = new FilledSheet(sheet, columns);
	const hiddenRows = new Set(sheet.hiddenRows);
	const rows: ListRow[] = [];
	const skipped: ListReading['skipped'][number][] = [];
	for (let index = mapping.headerRows.last; index < sheet.rows.length; index++) {
		const kind = reader.kindOf(index);
		if (kind === 'group') filled.startGroup(reader.groupText(index));
		if (kind !== 'data' && kind !== 'blank')
			skipped.push({ row: index + 1, kind, text: rowText(sheet.rows[index]!) });
		if (kind !== 'data' || filled.continuesTitle(index)) continue;
		rows.push(readRow(index));
	}
	return { rows, skipped, notices: noticesOf(rows, skipped, sheet, mapping, headings) };

	function readRow(index: number): ListRow {
		const issues: ListIssue[] = [];
		const raw: Partial<Record<ListColumn, string>> = {};
		for (const [column, at] of columns) {
			const text = cellText(filled.cell(index, column)).trim();
			if (column !== 'identity' && column !== 'ignored' && text && at >= 0) raw[column] = text;
		}
		const report = (column: ListColumn, issue: CellIssue | null | undefined, row = index) => {
			const at = columns.get(column) ?? 0;
			const where = { row: row + 1, letter: columnLetter(at), heading: headings[at] ?? '', column };
			if (issue) issues.push({ ...issue, ...where });
		};
		const take = <T>(
			column: ListColumn,
			read: (value: CellValue) => { value: T | null; issue?: CellIssue },
		) => {
			const { value, issue } = read(filled.cell(index, column));
			report(column, issue);
			return value;
		};
		const rules = {
			...options,
			monthOnly: options.monthOnly ?? 'refuse',
			dateSystem: workbook.dateSystem,
		} as const;
		const date = (column: ListColumn) => take(column, (value) => readDate(value, rules));
		const text = (column: ListColumn) => take(column, (value) => readText(value, LONGEST[column]));

		const members = filled.rowsOfTitle(index);
		for (const row of members)
			report('identity', checkIdentity(filled.cell(row, 'identity'), options.today), row);
		const authors = readAuthors(members);
		report('author', authors.issue);
		const benefitCell = filled.cell(index, 'benefit');
		const benefit = readBenefit(benefitCell, scaleOfHeading(headings[columns.get('benefit') ?? -1] ?? ''));
		report('benefit', benefit.issue);
		const shared = isBlank(benefitCell) ? filled.benefitSharedWith(index) : null;
		if (shared !== null)
			report('benefit', { code: 'benefit_shared', severity: 'warning', params: { row: shared + 1 } });
		const decision = splitRecognition(text('recognition') ?? '');
		return {
			row: index + 1,
			hidden: hiddenRows.has(index),
			raw,
			values: {
				title: text('title')?.replace(/\s+/g, ' ') ?? null,
				authors: authors.authors,
				sharesStated: authors.sharesStated,
				authorPhone: take('authorPhone', readPhone),
				unit: text('unit')?.replace(/\s+/g, ' ') ?? null,
				group: text('group'),
				field: text('field'),
				problem: text('problem'),
				solution: text('solution'),
				result: text('result'),
				benefit: benefit.value,
				socialBenefit: text('socialBenefit') ?? benefit.words ?? null,
				appliedOn: date('appliedOn'),
				submittedOn: date('submittedOn'),
				recognisedBy: text('recognisedBy'),
				recognitionNumber: text('recognitionNumber') ?? decision.number,
				recognisedOn: date('recognisedOn') ?? decision.date,
			},
			issues,
		};
	}

	/** Names and shares of all rows of one title; an error leaves the authors empty. */
	function readAuthors(members: readonly number[]) {
		const join = (column: ListColumn) =>
			members
				.map((row) => shareText(column, filled.cell(row, column)))
				.filter(Boolean)
				.join('; ');
		const names = [join('author'), join('coAuthors')].filter(Boolean).join('; ');
		const none = { authors: [] as readonly ListAuthor[], sharesStated: false, issue: null };
		if (names === '') return none;
		const read = splitAuthors(names, join('shares'));
		if (!('code' in read)) return { ...read, issue: null };
		return { ...none, issue: { severity: 'error', ...read } as const };
	}
}

/** A share stored as a percent cell is a fraction: 0.6 is 60 %. */
const shareText = (column: ListColumn, value: CellValue) =>
	column === 'shares' && typeof value === 'number' && value > 0 && value <= 1
		? `${Math.round(value * 10_000) / 100}%`
		: cellText(value).trim();

const rowText = (row: readonly CellValue[]) =>
	row
		.map((value) => cellText(value).trim())
		.filter(Boolean)
		.join(' · ')
		.slice(0, 120);

function noticesOf(
	rows: readonly ListRow[],
	skipped: ListReading['skipped'],
	sheet: Sheet,
	mapping: ListMapping,
	headings: readonly string[],
): Notice[] {
	const notices: Notice[] = [];
	const hidden = rows.filter((row) => row.hidden).length;
	if (hidden > 0) notices.push({ code: 'rows_hidden', params: { count: hidden } });
	const hiddenColumns = mapping.columns.filter(({ index }) => sheet.hiddenColumns.includes(index)).length;
	if (hiddenColumns > 0) notices.push({ code: 'columns_hidden', params: { count: hiddenColumns } });
	if (skipped.length > 0) notices.push({ code: 'rows_skipped', params: { count: skipped.length } });
	if (mapping.columns.some(({ column }) => column === 'identity')) notices.push({ code: 'identity_dropped' });
	const benefit = mapping.columns.find(({ column }) => column === 'benefit');
	const scale = scaleOfHeading(headings[benefit?.index ?? -1] ?? '');
	if (scale > 1) notices.push({ code: 'benefit_scaled', params: { amount: scale } });
	// One date with the month first makes the others of its column doubtful: 05/06 could be either
	const monthFirst = rows
		.flatMap((row) => row.issues)
		.filter((issue) => issue.code === 'date_month_first').length;
	if (monthFirst > 0) notices.push({ code: 'date_order_doubtful', params: { count: monthFirst } });
	return notices;
}
