import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import {
	type CellValue,
	cellText,
	isBlank,
	isDateCell,
	type Sheet,
	type Workbook,
} from '#platform/excel/workbook.ts';
import type { SheetToWrite } from '#platform/excel/write.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { clean, fold } from '#platform/text/fold.ts';
import type { UnitRowIssue } from './commands.ts';
import { UNIT_KINDS, type UnitKind, type UnitRow, unitRow } from './schema.ts';

/** Columns of a list of units, in the order of the template; headings are compared folded. */
const HEADINGS = {
	code: ['ma', 'ma don vi', 'code'],
	name: ['ten', 'ten don vi', 'name'],
	parent: ['ma cap tren', 'cap tren', 'ma don vi cap tren', 'truc thuoc', 'parent', 'parent code'],
	kind: ['loai', 'loai don vi', 'loai hinh', 'kind'],
	from: ['tu ngay', 'ngay bat dau', 'hieu luc tu', 'from'],
	to: ['den ngay', 'ngay ket thuc', 'den het ngay', 'until'],
	successor: ['don vi ke thua', 'ma don vi ke thua', 'ke thua', 'successor'],
	cluster: ['cum', 'ma cum', 'khoi', 'cum thi dua', 'cluster'],
	members: ['so doan vien', 'doan vien', 'members'],
	membersAsOf: ['ngay so lieu', 'tinh den ngay', 'figure date'],
	membersSource: ['nguon', 'nguon so lieu', 'source'],
} as const;
export type UnitColumn = keyof typeof HEADINGS;
export const UNIT_COLUMNS = Object.keys(HEADINGS) as UnitColumn[];

/** What lists call each kind beside its own code, folded. */
const KINDS: Record<UnitKind, readonly string[]> = {
	confederation: ['tong lien doan'],
	provincial_federation: [
		'lien doan lao dong tinh',
		'lien doan lao dong tinh thanh pho',
		'ldld tinh',
		'ldld tinh thanh pho',
		'ldld thanh pho',
	],
	central_industry: [
		'cong doan nganh trung uong',
		'cd nganh tw',
		'cd nganh trung uong',
		'central industry union',
	],
	central_corporation: [
		'cong doan tong cong ty',
		'cd tong cong ty',
		'cong doan tong cong ty truc thuoc tong lien doan',
		'corporation union under the confederation',
	],
	district: [
		'lien doan lao dong quan huyen',
		'lien doan lao dong huyen',
		'ldld huyen',
		'ldld quan',
		'ldld quan huyen',
		'district federation',
	],
	commune: [
		'cong doan xa phuong',
		'cong doan xa',
		'cong doan phuong',
		'cd xa',
		'cd phuong',
		'commune or ward union',
	],
	zone: [
		'cong doan khu cong nghiep',
		'cd khu cong nghiep',
		'cd kcn',
		'cong doan kcn',
		'industrial zone union',
	],
	sector: ['cong doan nganh dia phuong', 'cong doan nganh', 'cd nganh', 'local industry union'],
	corporation: ['cong doan cong ty tap doan', 'cong doan cong ty', 'cd cong ty', 'corporation union'],
	grassroots: ['cong doan co so', 'cdcs', 'grassroots union'],
	division: ['cong doan bo phan', 'cd bo phan', 'union division'],
};

/** A row as read: where it stands in the sheet, and the unit when nothing in it is wrong. */
export interface ListedUnit {
	/** As the sheet shows it, from 1. */
	line: number;
	/** What was typed as code and name, to recognise the row by. */
	code: string;
	name: string;
	unit: UnitRow | null;
	/** `field` is the column. */
	issues: Omit<UnitRowIssue, 'row'>[];
}

/** Headings stand within the first rows, below a letterhead. */
const HEADER_WITHIN = 30;
export const UNIT_ROWS_MAX = 200_000;

/**
 * Reads a list of units from the first sheet that has its headings: each row a unit from a date on, or what is
 * wrong with it by column. «Đến ngày» is the last day, inclusive.
 * @throws Refusal `units_no_header` when no sheet has code and name, `units_too_many`
 */
export function readUnitList(workbook: Workbook): ListedUnit[] {
	for (const sheet of workbook.sheets) {
		if (sheet.hidden) continue;
		const header = findHeader(sheet);
		if (!header) continue;
		const rows = sheet.rows.slice(header.row + 1);
		if (rows.length > UNIT_ROWS_MAX) throw new Refusal('units_too_many', { params: { max: UNIT_ROWS_MAX } });
		return rows.flatMap((cells, index) =>
			cells.every(isBlank) ? [] : [readRow(cells, header.columns, header.row + index + 2)],
		);
	}
	throw new Refusal('units_no_header');
}

type Columns = Partial<Record<UnitColumn, number>>;

function findHeader(sheet: Sheet): { row: number; columns: Columns } | null {
	for (const [row, cells] of sheet.rows.slice(0, HEADER_WITHIN).entries()) {
		const columns: Columns = {};
		for (const [index, cell] of cells.entries()) {
			const heading = fold(cellText(cell));
			const column = UNIT_COLUMNS.find((each) => (HEADINGS[each] as readonly string[]).includes(heading));
			if (column) columns[column] ??= index;
		}
		if (columns.code !== undefined && columns.name !== undefined) return { row, columns };
	}
	return null;
}

function readRow(cells: readonly CellValue[], columns: Columns, line: number): ListedUnit {
	const issues: ListedUnit['issues'] = [];
	const report = (field: string, code: string, params?: Record<string, string | number>) =>
		issues.push({ field, code, params });
	const cell = (column: UnitColumn) => cells[columns[column] ?? -1];
	const text = (column: UnitColumn) => clean(cellText(cell(column))).replace(/\s+/g, ' ');
	const date = (column: UnitColumn): LocalDate | null => {
		const value = cell(column);
		if (isBlank(value)) return null;
		if (isDateCell(value!)) return value.date;
		const reading = parseDate(cellText(value));
		if ('date' in reading) return reading.date;
		report(column, reading.code, { text: cellText(value) });
		return null;
	};

	const from = date('from');
	const last = date('to');
	if (!from && isBlank(cell('from'))) report('from', 'unit_from_missing');
	const kind = kindOf(text('kind'));
	if (!kind) report('kind', text('kind') ? 'unit_kind_unknown' : 'unit_kind_missing', { text: text('kind') });
	const members = countOf(cell('members'));
	if (members === undefined) report('members', 'unit_members_unreadable', { text: text('members') });
	const membersAsOf = date('membersAsOf');
	if (members != null && !membersAsOf && isBlank(cell('membersAsOf')))
		report('membersAsOf', 'unit_members_undated');
	const code = text('code');
	const name = text('name');
	// What is wrong above is said already: here it is stood in for, so that everything is said at once.
	const parsed = unitRow.safeParse({
		code,
		name,
		kind: kind ?? 'division',
		parent: text('parent') || null,
		from: from ?? '2000-01-01',
		to: last && addDays(last, 1),
		successor: text('successor') || null,
		cluster: text('cluster') || null,
		members: members ?? null,
		membersAsOf,
		membersSource: text('membersSource') || null,
	});
	for (const { path } of parsed.error?.issues ?? []) {
		const field = String(path[0]);
		report(field, ISSUES[field] ?? 'value_invalid', { text: text(field as UnitColumn) });
	}
	if (issues.length > 0 || !parsed.success) return { line, code, name, unit: null, issues };
	return { line, code: parsed.data.code, name, unit: parsed.data, issues };
}

const ISSUES: Record<string, string> = {
	code: 'unit_code_invalid',
	parent: 'unit_code_invalid',
	successor: 'unit_code_invalid',
	name: 'unit_name_invalid',
};

function kindOf(text: string): UnitKind | undefined {
	const folded = fold(text);
	return UNIT_KINDS.find((kind) => fold(kind) === folded || KINDS[kind].includes(folded));
}

/** A count as a number or as people write it («1.250»); null when empty, undefined when it is none. */
function countOf(value: CellValue | undefined): number | null | undefined {
	if (isBlank(value)) return null;
	const digits = cellText(value)
		.trim()
		.replace(/[.,\s](?=\d{3}(?:\D|$))/g, '');
	return /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * The empty list to fill in, with rows that show how.
 * @param headings words of each column; those of the Vietnamese list are recognised when it comes back
 */
export function unitTemplate(
	headings: Record<UnitColumn, string>,
	kindName: (kind: UnitKind) => string,
	examples: readonly UnitRow[],
): SheetToWrite {
	return {
		name: headings.code,
		columns: UNIT_COLUMNS.map((column) => ({
			heading: headings[column],
			width: column === 'name' ? 40 : 16,
		})),
		rows: examples.map((unit) => [
			unit.code,
			unit.name,
			unit.parent ?? null,
			kindName(unit.kind),
			{ date: unit.from },
			unit.to ? { date: addDays(unit.to, -1) } : null,
			unit.successor ?? null,
			unit.cluster ?? null,
			unit.members ?? null,
			unit.membersAsOf ? { date: unit.membersAsOf } : null,
			unit.membersSource ?? null,
		]),
	};
}
