import { Readable } from 'node:stream';
import { type StreamedColumn, streamCsv, streamWorkbook } from '#platform/excel/stream.ts';
import type { CellValue } from '#platform/excel/workbook.ts';
import type { Translate } from '#platform/i18n/translate.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Columns of an export by key, in order: how wide, and what kind of value. Headings: `api.export_<key>`. */
export type ExportColumns<Row> = Readonly<
	Partial<Record<keyof Row & string, { width: number; date?: boolean }>>
>;

export const INITIATIVE_COLUMNS = {
	code: { width: 12 },
	phase: { width: 20 },
	unitCode: { width: 14 },
	unit: { width: 40 },
	group: { width: 24 },
	field: { width: 24 },
	state: { width: 18 },
	level: { width: 8 },
	submittedOn: { width: 12, date: true },
	stateOn: { width: 12, date: true },
	title: { width: 60 },
	authors: { width: 40 },
	problem: { width: 40 },
	solution: { width: 40 },
	result: { width: 40 },
	benefit: { width: 16 },
	unitVerified: { width: 16 },
	centralVerified: { width: 16 },
	benefitText: { width: 20 },
	socialBenefit: { width: 30 },
	difference: { width: 40 },
	appliedOn: { width: 12, date: true },
	recognisedBy: { width: 30 },
	recognitionNumber: { width: 16 },
	recognisedOn: { width: 12, date: true },
	confidential: { width: 8 },
	kind: { width: 10 },
};

export const EVENT_COLUMNS = {
	position: { width: 10 },
	id: { width: 10 },
	code: { width: 12 },
	seq: { width: 6 },
	kind: { width: 14 },
	fromState: { width: 18 },
	toState: { width: 18 },
	at: { width: 26 },
	localDate: { width: 12, date: true },
	unitCode: { width: 14 },
	level: { width: 8 },
	reason: { width: 16 },
	benefit: { width: 16 },
	unitVerified: { width: 16 },
	centralVerified: { width: 16 },
	digest: { width: 66 },
};

/**
 * Rows as a stream of bytes in memory that does not grow with them. CSV and `.xlsx` are for people: headings
 * and states in words, nothing that a spreadsheet would calculate. JSON lines are for programs: keys and codes.
 */
export function exportStream<Row extends object>(
	format: ExportFormat,
	name: string,
	columns: ExportColumns<Row>,
	portions: AsyncIterable<readonly Row[]>,
	t: Translate,
): Readable {
	if (format === 'jsonl') return Readable.from(jsonLines(portions));
	const keys = Object.keys(columns) as (keyof Row & string)[];
	const headed = keys.map((key): StreamedColumn => ({ heading: t(`api.export_${key}`), ...columns[key]! }));
	const cells = inCells(keys, columns, portions, t);
	if (format === 'csv') return Readable.from(streamCsv(headed, cells));
	return Readable.fromWeb(streamWorkbook(name, headed, cells) as Parameters<typeof Readable.fromWeb>[0]);
}

async function* jsonLines(portions: AsyncIterable<readonly object[]>) {
	for await (const portion of portions) yield portion.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* inCells<Row extends object>(
	keys: readonly (keyof Row & string)[],
	columns: ExportColumns<Row>,
	portions: AsyncIterable<readonly Row[]>,
	t: Translate,
) {
	for await (const portion of portions)
		yield portion.map((row) => keys.map((key) => cell(key, row[key], columns[key]?.date ?? false, t)));
}

function cell(key: string, value: unknown, isDate: boolean, t: Translate): CellValue {
	if (value === null || value === undefined) return null;
	if (isDate) return { date: String(value) };
	if (value instanceof Date) return value.toISOString();
	if (/state$/i.test(key)) return t(`initiatives.state_${value}`);
	return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
