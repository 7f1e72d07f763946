import { EncryptedFileError, type Workbook as HucreWorkbook, type ReadOptions } from 'hucre';
import { readOds } from 'hucre/ods';
import { readXlsx } from 'hucre/xlsx';
import { Refusal } from '#platform/http/refusal.ts';
import type { CellValue, Sheet, Workbook } from './workbook.ts';

type HucreSheet = HucreWorkbook['sheets'][number];

/** Reads an Office Open XML or OpenDocument workbook. Throws what the library throws: see `refusalOf`. */
export async function readSpreadsheet(bytes: Uint8Array, format: 'xlsx' | 'ods'): Promise<Workbook> {
	const read = format === 'xlsx' ? await readXlsxTables(bytes) : await readOds(bytes);
	return {
		format,
		dateSystem: read.dateSystem === '1904' ? 1904 : 1900,
		sheets: read.sheets.map(sheetOf),
	};
}

/** The library stops at chart sheets, which hold no cells: leave them out by the name it gives. */
async function readXlsxTables(bytes: Uint8Array): Promise<HucreWorkbook> {
	const charts = new Set<string>();
	const options: ReadOptions = { sheets: (info) => !charts.has(info.name) };
	for (;;) {
		try {
			return await readXlsx(bytes, options);
		} catch (error) {
			const name =
				error instanceof Error && /missing worksheet file for sheet "(.*)"/.exec(error.message)?.[1];
			if (!name || charts.has(name) || charts.size >= 20) throw error;
			charts.add(name);
		}
	}
}

/** Why a library error refuses the file: any error on a stranger's bytes is the file's, never a 500. */
export function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (error instanceof EncryptedFileError) return new Refusal('excel_encrypted');
	const message = error instanceof Error ? error.message : '';
	const tooLarge = /limit|exceeds|Invalid (string|array) length|out of memory/i.test(message);
	return new Refusal(tooLarge ? 'excel_too_large' : 'excel_unreadable');
}

function sheetOf(sheet: HucreSheet): Sheet {
	const rows = sheet.rows.map((row, r) => trimEnd(row.map((value, c) => cellOf(sheet, value, r, c))));
	while (rows.at(-1)?.length === 0) rows.pop();
	return {
		name: sheet.name.normalize('NFC'),
		hidden: Boolean(sheet.hidden || sheet.veryHidden),
		rows,
		merges: (sheet.merges ?? []).map((merge) => ({
			top: merge.startRow,
			left: merge.startCol,
			bottom: merge.endRow,
			right: merge.endCol,
		})),
		hiddenRows: [...(sheet.rowDefs ?? [])].filter(([, row]) => row.hidden).map(([index]) => index),
		hiddenColumns: (sheet.columns ?? []).flatMap((column, index) => (column.hidden ? [index] : [])),
	};
}

function cellOf(
	sheet: HucreSheet,
	value: HucreSheet['rows'][number][number],
	r: number,
	c: number,
): CellValue {
	if (value instanceof Date) return dateCell(value);
	if (typeof value !== 'string') return value ?? null;
	if (value === '') return null;
	if (value.startsWith('#') && sheet.cells?.get(`${r},${c}`)?.type === 'error') return { error: value };
	return value.normalize('NFC').toWellFormed();
}

/** The library gives what the sheet shows as UTC; a fraction of a second is the noise of Excel's fractions. */
function dateCell(value: Date): CellValue {
	if (Number.isNaN(value.getTime())) return null;
	const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
	const [date, time] = [iso.slice(0, iso.indexOf('T')), iso.slice(-13, -5)];
	return time === '00:00:00' ? { date } : { date, time };
}

function trimEnd(row: CellValue[]): CellValue[] {
	let length = row.length;
	while (length > 0 && row[length - 1] === null) length--;
	return length === row.length ? row : row.slice(0, length);
}
