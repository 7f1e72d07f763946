import type { Programme } from '#features/programmes/schema.ts';
import {
	type CellValue,
	cellText,
	isBlank,
	isDateCell,
	type Sheet,
	type Workbook,
} from '#platform/excel/workbook.ts';
import { type Issue, Refusal } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { clean, fold } from '#platform/text/fold.ts';
import { type NewRecognised, newRecognised, ROWS_MAX } from './schema.ts';

/** Columns of a list of recognised people, in the order of the template; headings are compared folded. */
const HEADINGS = {
	name: ['ho va ten', 'ho ten', 'tac gia', 'ten tac gia', 'ho va ten tac gia', 'name', 'full name', 'author'],
	title: ['ten giai phap', 'ten sang kien', 'giai phap', 'sang kien', 'title', 'solution'],
	unit: ['ma don vi', 'don vi', 'unit code', 'unit'],
	group: ['nhom', 'nhom doi tuong', 'group'],
	number: ['so quyet dinh', 'so qd', 'quyet dinh', 'decision no', 'decision number', 'decision'],
	date: ['ngay quyet dinh', 'ngay qd', 'ngay', 'decision date', 'date'],
} as const;
export type RecognisedColumn = keyof typeof HEADINGS;
export const RECOGNISED_COLUMNS = Object.keys(HEADINGS) as RecognisedColumn[];

/** A row as read; without issues it can be added. */
export interface ListedRecognised {
	/** As the sheet shows it, from 1. */
	line: number;
	name: string;
	title: string;
	person: NewRecognised | null;
	/** `field` is the column. */
	issues: Issue[];
}

/** Headings stand within the first rows, below a letterhead. */
const HEADER_WITHIN = 30;

/** What was pasted from a sheet: a row for each line, cells between tabs. */
export function pastedWorkbook(text: string): Workbook {
	const rows = text.split(/\r?\n/).map((line) => line.split('\t').map((cell) => cell.trim() || null));
	const sheet: Sheet = { name: '', hidden: false, rows, merges: [], hiddenRows: [], hiddenColumns: [] };
	return { format: 'csv', dateSystem: 1900, sheets: [sheet] };
}

/**
 * Reads a list from the first sheet that has its headings.
 * @param units ids by code, of those within reach; a row without a unit is of `unitId`
 * @throws Refusal `recognised_no_header`, `recognised_too_many`
 */
export function readRecognisedList(
	workbook: Workbook,
	programme: Programme,
	unitId: number,
	units: ReadonlyMap<string, number>,
): ListedRecognised[] {
	for (const sheet of workbook.sheets) {
		if (sheet.hidden) continue;
		const header = findHeader(sheet);
		if (!header) continue;
		const rows = sheet.rows.slice(header.row + 1);
		if (rows.length > ROWS_MAX) throw new Refusal('recognised_too_many', { params: { max: ROWS_MAX } });
		return rows.flatMap((cells, index) =>
			cells.every(isBlank)
				? []
				: [readRow(cells, header.columns, header.row + index + 2, programme, unitId, units)],
		);
	}
	throw new Refusal('recognised_no_header');
}

/** The codes of units that a list names. */
export function unitCodesIn(workbook: Workbook): string[] {
	return workbook.sheets.flatMap((sheet) => {
		const header = findHeader(sheet);
		const column = header?.columns.unit;
		if (!header || column === undefined) return [];
		return sheet.rows.slice(header.row + 1).map((cells) => clean(cellText(cells[column])).toUpperCase());
	});
}

type Columns = Partial<Record<RecognisedColumn, number>>;

function findHeader(sheet: Sheet): { row: number; columns: Columns } | null {
	for (const [row, cells] of sheet.rows.slice(0, HEADER_WITHIN).entries()) {
		const columns: Columns = {};
		for (const [index, cell] of cells.entries()) {
			const heading = fold(cellText(cell));
			const column = RECOGNISED_COLUMNS.find((each) =>
				(HEADINGS[each] as readonly string[]).includes(heading),
			);
			if (column) columns[column] ??= index;
		}
		if (columns.name !== undefined && columns.title !== undefined) return { row, columns };
	}
	return null;
}

function readRow(
	cells: readonly CellValue[],
	columns: Columns,
	line: number,
	programme: Programme,
	unitId: number,
	units: ReadonlyMap<string, number>,
): ListedRecognised {
	const cell = (column: RecognisedColumn) => cells[columns[column] ?? -1] ?? null;
	const text = (column: RecognisedColumn) => clean(cellText(cell(column)));
	const issues: Issue[] = [];
	const unit = text('unit') === '' ? unitId : units.get(text('unit').toUpperCase());
	if (unit === undefined)
		issues.push({ field: 'unit', code: 'recognised_unit', params: { text: text('unit') } });
	const group = programme.groups.find(({ code, name }) =>
		[code, name.vi, name.en].some((each) => fold(each) === fold(text('group'))),
	);
	if (text('group') !== '' && !group)
		issues.push({ field: 'group', code: 'recognised_group', params: { text: text('group') } });
	const value = cell('date');
	const date = isDateCell(value)
		? { date: value.date }
		: text('date') === ''
			? { date: null }
			: parseDate(text('date'));
	if (!('date' in date))
		issues.push({ field: 'date', code: 'recognised_date', params: { text: text('date') } });
	const read = newRecognised.safeParse({
		unitId: unit ?? unitId,
		name: text('name'),
		title: text('title'),
		groupId: group?.id ?? null,
		decisionNumber: text('number'),
		decidedOn: 'date' in date ? date.date : null,
	});
	if (!read.success)
		for (const { path, code } of read.error.issues)
			issues.push({
				field: path[0] === 'decisionNumber' ? 'number' : String(path[0]),
				code: code === 'too_big' ? 'recognised_too_long' : 'recognised_missing',
			});
	return {
		line,
		name: text('name'),
		title: text('title'),
		person: read.success && issues.length === 0 ? read.data : null,
		issues,
	};
}
