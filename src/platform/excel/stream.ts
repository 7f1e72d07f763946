import { writeXlsxStream } from 'hucre/xlsx';
import type { CellValue } from './workbook.ts';
import { csvLines, plain } from './write.ts';

export interface StreamedColumn {
	readonly heading: string;
	/** In characters. */
	readonly width: number;
	/** Its values are local dates. */
	readonly date?: boolean;
}

type Portions = AsyncIterable<readonly (readonly CellValue[])[]>;

/**
 * Writes `.xlsx` portion by portion in memory that does not grow with the rows; past the rows that Excel allows
 * in a sheet it goes on in the next one. Text is always a text cell.
 */
export function streamWorkbook(
	name: string,
	columns: readonly StreamedColumn[],
	portions: Portions,
): ReadableStream<Uint8Array> {
	async function* rows() {
		for await (const portion of portions) for (const row of portion) yield row.map(plain);
	}
	return writeXlsxStream(rows(), {
		name,
		columns: columns.map(({ heading, width, date }) => ({
			header: heading,
			width,
			...(date && { numFmt: 'dd/mm/yyyy' }),
		})),
		freezePane: { rows: 1 },
	});
}

/** Writes the same as CSV for Excel: UTF-8 with byte order mark, what would be a formula made neutral. */
export async function* streamCsv(columns: readonly StreamedColumn[], portions: Portions) {
	yield `\ufeff${csvLines([columns.map(({ heading }) => heading)])}`;
	for await (const portion of portions) yield csvLines(portion);
}
