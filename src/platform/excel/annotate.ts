import { Refusal } from '#platform/http/refusal.ts';
import { readWorkbook } from './read.ts';
import { addColumn } from './sheet-xml.ts';
import { type CellValue, cellText, type Sheet, type Workbook } from './workbook.ts';
import { writeCsv, writeWorkbook } from './write.ts';

export interface AnnotatedFile {
	readonly bytes: Uint8Array;
	/** The name sent in, with `.csv` or `.xlsx` as the content now is. */
	readonly fileName: string;
}

/** A column of notes: `cells` by row number of the sheet, from 1. */
export interface NoteColumn {
	readonly heading: string;
	readonly cells: ReadonlyMap<number, string>;
}

/**
 * Gives the same file back with more columns, for what is to be mended or known of each row. `headerRow` is a row
 * number of the sheet, from 1. A column of the same heading from an earlier round is written over. A workbook keeps
 * everything else, byte for byte; a CSV comes back as UTF-8 with `,`.
 * Refuses what `readWorkbook` refuses, and `excel_sheet_missing` when no sheet has that name.
 */
export async function annotateWorkbook(
	bytes: Uint8Array,
	fileName: string,
	sheetName: string,
	headerRow: number,
	columns: readonly NoteColumn[],
): Promise<AnnotatedFile> {
	const workbook = await readWorkbook(bytes, fileName);
	const sheet = workbook.sheets.find((each) => each.name === sheetName);
	if (!sheet) throw new Refusal('excel_sheet_missing', { params: { sheet: sheetName } });
	const placed = placedIn(sheet, headerRow, columns);
	const base = fileName.replace(/\.[^.\\/]*$/, '');
	if (workbook.format === 'csv') {
		return { bytes: writeCsv(withColumns(sheet, placed)), fileName: `${base}.csv` };
	}
	const saved = workbook.format === 'xlsx' && withAll(bytes, sheetName, placed);
	if (saved) return { bytes: saved, fileName };
	return { bytes: await rewritten(workbook, sheet, placed), fileName: `${base}.xlsx` };
}

/** A column, 0-based, with its heading among the cells. */
interface Placed {
	at: number;
	cells: ReadonlyMap<number, string>;
}

function placedIn(sheet: Sheet, headerRow: number, columns: readonly NoteColumn[]): Placed[] {
	const headings = (sheet.rows[headerRow - 1] ?? []).map((value) => cellText(value));
	const merged = sheet.merges.map((merge) => merge.right + 1);
	let free = Math.max(0, ...sheet.rows.map((row) => row.length), ...merged);
	return columns.map(({ heading, cells }) => {
		const earlier = headings.indexOf(heading);
		return { at: earlier >= 0 ? earlier : free++, cells: new Map(cells).set(headerRow, heading) };
	});
}

function withAll(bytes: Uint8Array, sheetName: string, placed: readonly Placed[]): Uint8Array | null {
	let saved: Uint8Array | null = bytes;
	for (const { at, cells } of placed) saved &&= addColumn(saved, sheetName, at, cells);
	return saved;
}

/** All sheets anew as values, for OpenDocument and unusual XML: formats are lost, texts are not. */
function rewritten(workbook: Workbook, target: Sheet, placed: readonly Placed[]) {
	return writeWorkbook(
		workbook.sheets.map((sheet) => {
			const [first = [], ...rows] = sheet === target ? withColumns(sheet, placed) : sheet.rows;
			return { name: sheet.name, columns: first.map((value) => ({ heading: cellText(value) })), rows };
		}),
	);
}

function withColumns(sheet: Sheet, placed: readonly Placed[]): CellValue[][] {
	return sheet.rows.map((row, r) => {
		const wide: CellValue[] = [...row];
		for (const { at, cells } of placed) {
			while (wide.length < at) wide.push(null);
			wide[at] = cells.get(r + 1) ?? null;
		}
		return wide;
	});
}
