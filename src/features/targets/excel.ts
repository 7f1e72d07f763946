import type { Programme } from '#features/programmes/schema.ts';
import { type CellValue, cellText, isBlank, type Sheet, type Workbook } from '#platform/excel/workbook.ts';
import type { SheetToWrite } from '#platform/excel/write.ts';
import { type Issue, Refusal } from '#platform/http/refusal.ts';
import { clean, fold } from '#platform/text/fold.ts';
import { readNumber } from './rules/numbers.ts';
import { type NamedPeriod, periodsOf } from './rules/periods.ts';
import { type Kind, NUMBER_MAX, type Period, ROWS_MAX } from './schema.ts';

/** Columns of a list of targets, in the order of the template; headings are compared folded. */
const HEADINGS = {
	code: ['ma', 'ma don vi', 'code', 'unit code'],
	name: ['ten', 'ten don vi', 'don vi', 'name', 'unit'],
	phase: ['giai doan', 'phase'],
	quarter: ['quy', 'quarter'],
	kind: ['loai', 'loai chi tieu', 'kind', 'kind of target'],
	number: ['chi tieu', 'so chi tieu', 'so sang kien', 'target', 'number'],
} as const;
export type TargetColumn = keyof typeof HEADINGS;
export const TARGET_COLUMNS = Object.keys(HEADINGS) as TargetColumn[];

/** What lists call each kind, folded. */
const KIND_WORDS: Record<Kind, readonly string[]> = {
	guideline: ['dinh huong', 'chi tieu dinh huong', 'guideline'],
	assigned: ['giao', 'chi tieu giao', 'duoc giao', 'assigned'],
	registered: ['dang ky', 'chi tieu dang ky', 'registered'],
	revised: ['dieu chinh', 'chi tieu dieu chinh', 'giao dieu chinh', 'revised'],
};

/** A row as read: where it stands in the sheet, and what it asks for when its cells can be read. */
export interface ListedTarget {
	/** As the sheet shows it, from 1. */
	line: number;
	code: string;
	name: string;
	asked: (Period & { kind: Kind; number: number }) | null;
	/** `field` is the column. */
	issues: Issue[];
}

/** Headings stand within the first rows, below a letterhead. */
const HEADER_WITHIN = 30;

/**
 * Reads a list of targets of a programme from the first sheet that has its headings. An empty phase is the whole
 * programme, an empty quarter the whole phase, an empty kind what is assigned; a row without a number is passed over,
 * so that a template can be filled in part.
 * @throws Refusal `targets_no_header`, `targets_too_many`
 */
export function readTargetList(workbook: Workbook, programme: Programme): ListedTarget[] {
	for (const sheet of workbook.sheets) {
		if (sheet.hidden) continue;
		const header = findHeader(sheet);
		if (!header) continue;
		const rows = sheet.rows.slice(header.row + 1);
		if (rows.length > ROWS_MAX) throw new Refusal('targets_too_many', { params: { max: ROWS_MAX } });
		const periods = periodsOf(programme);
		return rows.flatMap((cells, index) =>
			isBlank(cells[header.columns.number ?? -1])
				? []
				: [readRow(cells, header.columns, header.row + index + 2, periods)],
		);
	}
	throw new Refusal('targets_no_header');
}

type Columns = Partial<Record<TargetColumn, number>>;

function findHeader(sheet: Sheet): { row: number; columns: Columns } | null {
	for (const [row, cells] of sheet.rows.slice(0, HEADER_WITHIN).entries()) {
		const columns: Columns = {};
		for (const [index, cell] of cells.entries()) {
			const heading = fold(cellText(cell));
			const column = TARGET_COLUMNS.find((each) => (HEADINGS[each] as readonly string[]).includes(heading));
			if (column) columns[column] ??= index;
		}
		if (columns.code !== undefined && columns.number !== undefined) return { row, columns };
	}
	return null;
}

function readRow(
	cells: readonly CellValue[],
	columns: Columns,
	line: number,
	periods: readonly NamedPeriod[],
): ListedTarget {
	const text = (column: TargetColumn) => clean(cellText(cells[columns[column] ?? -1])).replace(/\s+/g, ' ');
	const issues: Issue[] = [];
	const code = text('code').toUpperCase();
	if (!code) issues.push({ field: 'code', code: 'target_unit_missing' });
	const kind = kindOf(text('kind'));
	if (!kind) issues.push({ field: 'kind', code: 'target_kind_unknown', params: { text: text('kind') } });
	const period = periodOf(text('phase'), text('quarter'), periods);
	if (!period)
		issues.push({
			field: 'phase',
			code: 'target_period_unreadable',
			params: { text: [text('phase'), text('quarter')].filter(Boolean).join(', ') },
		});
	const number = readNumber(text('number'));
	if (number === null)
		issues.push({ field: 'number', code: 'target_number_invalid', params: { max: NUMBER_MAX } });
	const asked =
		kind && period && number !== null
			? { phaseId: period.phaseId, quarter: period.quarter, kind, number }
			: null;
	return { line, code, name: text('name'), asked, issues };
}

function kindOf(text: string): Kind | undefined {
	if (!text) return 'assigned';
	const folded = fold(text);
	return (Object.keys(KIND_WORDS) as Kind[]).find((kind) => KIND_WORDS[kind].includes(folded));
}

function periodOf(phase: string, quarter: string, periods: readonly NamedPeriod[]): NamedPeriod | undefined {
	const named = fold(phase);
	const asked = quarter ? quarterOf(fold(quarter)) : null;
	return periods.find(
		(period) =>
			period.quarter === asked &&
			(period.phase
				? [period.phase.code, period.phase.name.vi, period.phase.name.en].some((each) => fold(each) === named)
				: named === ''),
	);
}

/** «Quý 2/2022», «Q2 2022», «2/2022» and «2022Q2» as `2022Q2`; what is none stays what it is and is not found. */
function quarterOf(folded: string): string {
	const match = /^(?:quy|quarter|q)? ?([1-4]) ?(?:nam)? ?(\d{4})$/.exec(folded.replace(/[/.-]/g, ' '));
	return match ? `${match[2]}Q${match[1]}` : folded.toUpperCase().replace(/\s/g, '');
}

/** A target as a list shows it. */
export interface TargetRow {
	code: string;
	name: string;
	/** In the words of the list. */
	phase: string;
	quarter: string | null;
	kind: string;
	number: number | null;
}

/** The list to give out: what stands, in the columns in which it comes back. */
export function targetSheet(
	name: string,
	headings: Record<TargetColumn, string>,
	rows: readonly TargetRow[],
): SheetToWrite {
	return {
		name,
		columns: TARGET_COLUMNS.map((column) => ({
			heading: headings[column],
			width: column === 'name' ? 45 : 18,
		})),
		rows: rows.map(({ code, name: unit, phase, quarter, kind, number }) => [
			code,
			unit,
			phase,
			quarter,
			kind,
			number,
		]),
	};
}
