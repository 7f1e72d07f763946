import type { SheetToWrite } from '#platform/excel/write.ts';
import type { Block, ChartBlock, OfficialDocument, TableBlock } from '#platform/pdf/document.ts';

const isOnSheet = (block: Block): block is TableBlock | ChartBlock =>
	block.kind === 'table' || block.kind === 'chart';

/**
 * A report as a workbook: what it says on the first sheet, then each table and chart on one of its own, numbers as
 * numbers. Charts are drawn by Excel from the cells beside them, under the titles that they have on paper.
 */
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
		...document.blocks.filter(isOnSheet).map((block, index) => ({
			name: `${index + 1}. ${block.caption}`,
			...(block.kind === 'chart' ? chartSheet(block) : tableSheet(block)),
		})),
	];
}

const tableSheet = (table: TableBlock): Omit<SheetToWrite, 'name'> => ({
	columns: table.columns.map(({ label }) => ({ heading: label })),
	rows: [...table.rows, ...(table.totals ? [table.totals] : [])].map((row) =>
		row.map(({ text, number }) => number ?? text),
	),
});

const chartSheet = ({ caption, data }: ChartBlock): Omit<SheetToWrite, 'name'> => ({
	columns: [data.label, data.measure].map((heading) => ({ heading })),
	rows: data.points.map(({ label, value }) => [label, value]),
	chart: { kind: data.shape, title: caption, values: 1 },
});
