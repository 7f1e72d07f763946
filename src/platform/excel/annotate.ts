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

/**
 * Gives the same file back with one more column that says what to mend. `headerRow` and the keys of
 * `messages` are row numbers of the sheet, from 1. A column of that heading from an earlier round is
 * written over. A workbook keeps everything else, byte for byte; a CSV comes back as UTF-8 with `,`.
 * Refuses what `readWorkbook` refuses, and `excel_sheet_missing` when no sheet has that name.
 */
export async function annotateWorkbook(
	bytes: Uint8Array,
	fileName: string,
	sheetName: string,
	headerRow: number,
	messages: ReadonlyMap<number, string>,
	heading: string,
): Promise<AnnotatedFile> {
	const workbook = await readWorkbook(bytes, fileName);
	const sheet = workbook.sheets.find((each) => each.name === sheetName);
	if (!sheet) throw new Refusal('excel_sheet_missing', { params: { sheet: sheetName } });
	const column = columnFor(sheet, headerRow, heading);
	const cells = new Map(messages).set(headerRow, heading);
	const base = fileName.replace(/\.[^.\\/]*$/, '');
	if (workbook.format === 'csv') {
		return { bytes: writeCsv(withColumn(sheet, column, cells)), fileName: `${base}.csv` };
	}
	const saved = workbook.format === 'xlsx' && addColumn(bytes, sheetName, column, cells);
	if (saved) return { bytes: saved, fileName };
	return { bytes: await rewritten(workbook, sheet, column, cells), fileName: `${base}.xlsx` };
}

function columnFor(sheet: Sheet, headerRow: number, heading: string): number {
	const earlier = (sheet.rows[headerRow - 1] ?? []).findIndex((value) => cellText(value) === heading);
	if (earlier >= 0) return earlier;
	const merged = sheet.merges.map((merge) => merge.right + 1);
	return Math.max(0, ...sheet.rows.map((row) => row.length), ...merged);
}

/** All sheets anew as values, for OpenDocument and unusual XML: formats are lost, texts are not. */
function rewritten(workbook: Workbook, target: Sheet, column: number, cells: ReadonlyMap<number, string>) {
	return writeWorkbook(
		workbook.sheets.map((sheet) => {
			const [first = [], ...rows] = sheet === target ? withColumn(sheet, column, cells) : sheet.rows;
			return { name: sheet.name, columns: first.map((value) => ({ heading: cellText(value) })), rows };
		}),
	);
}

function withColumn(sheet: Sheet, column: number, cells: ReadonlyMap<number, string>): CellValue[][] {
	return sheet.rows.map((row, r) => {
		const wide: CellValue[] = [...row];
		while (wide.length < column) wide.push(null);
		wide[column] = cells.get(r + 1) ?? null;
		return wide;
	});
}
