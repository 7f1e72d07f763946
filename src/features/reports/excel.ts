import type { SheetToWrite } from '#platform/excel/write.ts';
import type { Block, OfficialDocument, TableBlock } from '#platform/pdf/document.ts';

const isTable = (block: Block): block is TableBlock => block.kind === 'table';

/** A report as a workbook: what it says on the first sheet, then each table on one of its own, numbers as numbers. */
export function reportSheets(document: OfficialDocument, summary: string): SheetToWrite[] {
	const said = [
		[document.issuer.name],
		[document.subtitle],
		...document.blocks.flatMap((block) =>
			block.kind === 'heading' || block.kind === 'text' ? [[block.text]] : [],
		),
		[document.source],
	];
	return [
		{ name: summary, columns: [{ heading: document.title, width: 100 }], rows: said },
		...document.blocks.filter(isTable).map((table, index) => ({
			name: `${index + 1}. ${table.caption}`,
			columns: table.columns.map(({ label }) => ({ heading: label })),
			rows: [...table.rows, ...(table.totals ? [table.totals] : [])].map((row) =>
				row.map(({ text, number }) => number ?? text),
			),
		})),
	];
}
