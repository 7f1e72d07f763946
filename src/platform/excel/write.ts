import { writeXlsx } from 'hucre/xlsx';
import { clean } from '#platform/text/fold.ts';
import { type CellValue, cellText, isDateCell } from './workbook.ts';

export interface ColumnToWrite {
	readonly heading: string;
	/** In characters; chosen from the content when absent. */
	readonly width?: number;
}

export interface SheetToWrite {
	readonly name: string;
	readonly columns: readonly ColumnToWrite[];
	readonly rows: readonly (readonly CellValue[])[];
	/** Drawn by Excel beside the rows, from them. */
	readonly chart?: ChartToWrite;
}

/** A chart of one column of a sheet; its first column says what each row is. */
export interface ChartToWrite {
	readonly kind: 'column' | 'line';
	readonly title: string;
	/** Place of the column that is drawn. */
	readonly values: number;
}

/** Excel's own limit for the text of a cell. */
const MAX_TEXT = 32_767;
const LONGEST_COLUMN = 60;
/** The blue of the portal's own charts. */
const CHART_COLOUR = '1A3D7C';

const heading = {
	font: { bold: true },
	alignment: { wrapText: true, vertical: 'center' },
} as const;

/**
 * Writes `.xlsx`: one bold, frozen heading row per sheet, then typed cells. Text is always a text cell: what
 * begins with `=` shows as typed and never calculates. Dates are real dates shown dd/mm/yyyy.
 */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
	return (await writeXlsx({
		sheets: sheets.map((sheet) => ({
			name: sheetName(sheet.name),
			columns: sheet.columns.map((column, index) => ({ width: column.width ?? widthOf(sheet, index) })),
			rows: [
				sheet.columns.map((column) => clean(column.heading)),
				...sheet.rows.map((row) => row.map(plain)),
			],
			cells: stylesOf(sheet),
			freezePane: { rows: 1 },
			...(sheet.chart && sheet.rows.length > 0 && { charts: [chartOf(sheet, sheet.chart)] }),
		})),
	})) as Uint8Array;
}

/** In cells: a chart about as large as that of a printed report. */
const CHART_CELLS = { rows: 18, columns: 11 };

function chartOf(sheet: SheetToWrite, { kind, title, values }: ChartToWrite) {
	const range = (column: number) => {
		const letter = String.fromCharCode(65 + column);
		return `$${letter}$2:$${letter}$${sheet.rows.length + 1}`;
	};
	const col = sheet.columns.length + 1;
	return {
		type: kind,
		title: clean(title),
		altText: clean(title),
		series: [
			{
				name: clean(sheet.columns[values]!.heading),
				values: range(values),
				categories: range(0),
				color: CHART_COLOUR,
			},
		],
		anchor: {
			from: { row: 1, col },
			to: { row: 1 + CHART_CELLS.rows, col: col + CHART_CELLS.columns },
		},
		legend: false as const,
	};
}

/** A cell as the library takes it: typed, text as text. */
export const plain = (value: CellValue) => {
	if (isDateCell(value)) return new Date(`${value.date}T${value.time ?? '00:00:00'}Z`);
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'boolean' || value === null) return value;
	return clean(cellText(value)).slice(0, MAX_TEXT);
};

function stylesOf(sheet: SheetToWrite) {
	const cells = new Map<string, { style: object }>();
	for (const index of sheet.columns.keys()) cells.set(`0,${index}`, { style: heading });
	for (const [r, row] of sheet.rows.entries()) {
		for (const [c, value] of row.entries()) {
			if (isDateCell(value)) cells.set(`${r + 1},${c}`, { style: { numFmt: 'dd/mm/yyyy' } });
		}
	}
	return cells;
}

function widthOf(sheet: SheetToWrite, index: number): number {
	const lengths = sheet.rows.slice(0, 200).map((row) => cellText(row[index]).length);
	return Math.min(LONGEST_COLUMN, Math.max(8, (sheet.columns[index]?.heading.length ?? 0) + 2, ...lengths));
}

/** Excel takes no `[]:*?/\` and at most 31 characters in the name of a sheet. */
const sheetName = (name: string) =>
	clean(name.replace(/[[\]:*?/\\]/g, ' '))
		.slice(0, 31)
		.trim() || 'Sheet1';

/**
 * Writes CSV that Excel opens right: UTF-8 with byte order mark, CRLF. Text that a spreadsheet would take for
 * a formula is made neutral by an apostrophe, which `readCsv` takes off again.
 */
export function writeCsv(rows: readonly (readonly CellValue[])[], delimiter = ','): Uint8Array {
	return new TextEncoder().encode(`\ufeff${csvLines(rows, delimiter)}`);
}

/** The lines of such a CSV, for writing it portion by portion. */
export function csvLines(rows: readonly (readonly CellValue[])[], delimiter = ','): string {
	return rows
		.map((row) => `${row.map((value) => quoted(neutral(value), delimiter)).join(delimiter)}\r\n`)
		.join('');
}

/** OWASP «CSV Injection»: `= + - @`, tab and CR first make a formula; numbers of ours are typed, not text. */
function neutral(value: CellValue): string {
	const text = cellText(value);
	return typeof value === 'string' && /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

const quoted = (text: string, delimiter: string) =>
	/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
