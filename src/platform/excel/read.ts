import { Refusal } from '#platform/http/refusal.ts';
import { readCsv } from './csv.ts';
import { fileKind } from './format.ts';
import { readSpreadsheet, refusalOf } from './spreadsheet.ts';
import type { Workbook } from './workbook.ts';

/**
 * Reads a list that a person sends: `.xlsx`, `.xlsm`, `.ods`, or text with separators. The kind is told by
 * the content; the name only names the sheet of a CSV. Anything else is a `Refusal`: `excel_empty`,
 * `excel_old_format` (.xls, .xlsb, HTML in disguise), `excel_encrypted`, `excel_too_large`, `excel_csv_quote`,
 * `excel_unreadable`. Runs on the caller's thread: pages use `readWorkbookInWorker`.
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
	const kind = fileKind(bytes);
	switch (kind) {
		case 'xlsx':
		case 'ods':
			return readSpreadsheet(bytes, kind).catch((error) => {
				throw refusalOf(error);
			});
		case 'text':
			return readCsv(bytes, baseName(fileName));
		case 'old':
			throw new Refusal('excel_old_format');
		case 'other':
			throw new Refusal('excel_unreadable');
		default:
			throw new Refusal(`excel_${kind}`);
	}
}

const baseName = (fileName: string) => fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '') || 'CSV';
