import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '#platform/http/refusal.ts';
import { decodeText } from './encoding.ts';
import type { CellValue, Workbook } from './workbook.ts';

const DELIMITERS = ['\t', ';', ','] as const;

/**
 * Reads text with separators (`,` `;` or tab, any encoding `decodeText` knows) as a workbook of one sheet.
 * Every cell is text; blank lines stay, so that row numbers are the ones Excel shows.
 * Refuses `excel_unreadable`, and `excel_csv_quote` with the line where an opened quote never closes.
 */
export function readCsv(bytes: Uint8Array, sheetName: string): Workbook {
	let text = decodeText(bytes);
	// Excel's own first line that names the separator is no data, but keeps its row number
	const named = /^sep=(.)\r?\n/i.exec(text);
	if (named) text = text.slice(named[0].trimEnd().length);
	const rows = parseRecords(text, named?.[1] ?? detectDelimiter(text));
	return {
		format: 'csv',
		dateSystem: 1900,
		sheets: [{ name: sheetName, hidden: false, rows, merges: [], hiddenRows: [], hiddenColumns: [] }],
	};
}

function parseRecords(text: string, delimiter: string): CellValue[][] {
	try {
		const records: string[][] = parse(text, {
			delimiter,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: false,
		});
		return records.map((record) => record.map(cellValue));
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
			throw new Refusal('excel_csv_quote', { params: { line: Number(error.lines ?? 1) } });
		}
		throw new Refusal('excel_unreadable');
	}
}

/** Undoes the two ways to keep text as text in a CSV: `="012"`, and the apostrophe of `neutral`. */
function cellValue(text: string): string | null {
	const shielded = /^="([^"]*)"$/.exec(text);
	const value = shielded?.[1] ?? (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
	return value === '' ? null : value;
}

/** The separator that cuts most of the first lines into the same number of pieces; quoted text is left out. */
function detectDelimiter(text: string): string {
	const lines = text
		.slice(0, 65_536)
		.replace(/"[^"]*"/g, '')
		.split(/\r\n|\n|\r/)
		.filter((line) => line.trim() !== '')
		.slice(0, 30);
	const score = (delimiter: string) => {
		const tally = new Map<number, number>();
		for (const line of lines) {
			const cuts = line.split(delimiter).length - 1;
			if (cuts > 0) tally.set(cuts, (tally.get(cuts) ?? 0) + 1);
		}
		return Math.max(0, ...[...tally].map(([cuts, count]) => cuts * count));
	};
	const best = DELIMITERS.map((delimiter) => ({ delimiter, score: score(delimiter) }));
	best.sort((a, b) => b.score - a.score);
	return best[0]!.score > 0 ? best[0]!.delimiter : ',';
}
