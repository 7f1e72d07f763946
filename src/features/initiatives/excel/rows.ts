import type { LocalDate } from '#platform/clock/clock.ts';
import { type CellValue, cellText, columnLetter, isBlank, type Workbook } from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { LIMITS } from '../schema.ts';
import { type ListAuthor, splitAuthors } from './authors.ts';
import {
	type CellIssue,
	checkIdentity,
	readBenefit,
	readDate,
	readPhone,
	readText,
	splitRecognition,
} from './cells.ts';
import { FilledSheet } from './filling.ts';
import { headingsOf } from './header.ts';
import { scaleOfHeading } from './heading-scale.ts';
import type { ListColumn } from './headings.ts';
import type { ListIssue, ListReading, ListRow } from './list.ts';
import { noticesOf } from './notices.ts';
import type { ListMapping } from './recognition.ts';
import { RowReader } from './row-kinds.ts';

export interface ReadRowsOptions {
	/** Dates after it are refused. */
	readonly today: LocalDate;
	/** Which day a bare month («tháng 5/2022») stands for: the officer's choice. Default: refuse. */
	readonly monthOnly?: 'refuse' | 'first_day';
}

const LONGEST: Partial<Record<ListColumn, number>> = LIMITS;

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
				difference: text('difference'),
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
