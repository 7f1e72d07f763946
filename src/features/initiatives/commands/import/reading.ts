import { type CellToEmpty, emptyCells } from '#platform/excel/empty-cells.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { columnLetter, type Workbook } from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { checkIdentity } from '../../excel/cells.ts';
import { contentOf } from '../../excel/content.ts';
import type { ListIssue, ListReading } from '../../excel/list.ts';
import { originalsOfRow, recodeWorkbook, recodingNotices } from '../../excel/recode.ts';
import {
	applyMapping,
	type ListMapping,
	mappingOf,
	type Notice,
	type Recognition,
	recogniseAt,
	recogniseColumns,
} from '../../excel/recognition.ts';
import { readRows } from '../../excel/rows.ts';
import type { ReadRow } from '../../rules/import.ts';
import type { Original } from '../../schema.ts';
import { identityCells, maskIdentity, withIdentityColumns, withoutIdentity } from './identity.ts';

/** No list that we know has more, and the officer can cut one in two. */
export const MAX_ROWS = 20_000;

/** A list as it was read: plain data, for it crosses from the worker process. */
export interface Reading {
	/** The file without identity numbers: what is kept. Null when it is the one that was read. */
	file: Uint8Array | null;
	sheets: string[];
	recognition: Recognition;
	mapping: ListMapping;
	/** What the numbers' form was, before they were dropped. */
	identityIssues: ListIssue[];
	rows: ReadRow[];
	skipped: ListReading['skipped'];
	notices: Notice[];
}

export interface ReadingRequest {
	bytes: Uint8Array;
	fileName: string;
	/** Cells in an old encoding stay as they are. */
	asWritten: boolean;
	/** The officer's correction; without columns those of the named rows are recognised. Null: all of it is. */
	asked: (Omit<ListMapping, 'columns'> & { columns: ListMapping['columns'] | null }) | null;
	/** Found when the numbers were there. */
	identityIssues: readonly ListIssue[];
	/** Local date; later ones are refused. */
	today: string;
}

/**
 * Reads a list as its columns are recognised or corrected. Identity numbers are checked for form first and
 * taken out of everything that is answered.
 * @throws Refusal those of `readWorkbook`, `recogniseColumns` and `applyMapping`; `import_identity_kept` when the
 * numbers cannot be taken out of the file, `import_too_many_rows`
 */
export async function readList({
	bytes,
	fileName,
	asWritten,
	asked,
	identityIssues,
	today,
}: ReadingRequest): Promise<Reading> {
	const written = await readWorkbook(bytes, fileName);
	const recoded = recodeWorkbook(written);
	const original = asWritten ? written : recoded.workbook;
	const found = asked ? recogniseAt(original, asked.sheet, asked.headerRows) : recogniseColumns(original);
	const recognition = withIdentityColumns(original, found);
	const columns = asked?.columns
		? applyMapping(original, { ...asked, columns: asked.columns })
		: mappingOf(recognition);
	const mapping = { ...columns, asWritten };
	const cells = identityCells(original, mapping);
	const workbook = withoutIdentity(original, cells);
	const file = changed(original, workbook) ? withoutNumbers(bytes, original, cells) : null;
	const issues = [...identityIssues, ...issuesOf(cells, recognition, mapping, today)];
	const readable = mapping.columns.some(({ column }) => column === 'title');
	const list = readable ? readRows(workbook, mapping, { today }) : { rows: [], skipped: [], notices: [] };
	if (list.rows.length > MAX_ROWS) throw new Refusal('import_too_many_rows', { params: { max: MAX_ROWS } });
	const originals = asWritten ? undefined : recoded.originals.get(mapping.sheet);
	const byRow = Map.groupBy(issues, (issue) => issue.row);
	return {
		file,
		sheets: workbook.sheets.filter((sheet) => !sheet.hidden && sheet.rows.length > 0).map(({ name }) => name),
		// Samples once more from what is kept: numbers inside longer texts are gone there
		recognition: { ...recognition, columns: recognition.columns.map(withMaskedSamples) },
		mapping,
		identityIssues: issues,
		rows: list.rows.map((row) => ({
			row: row.row,
			content: {
				...contentOf(row, { unit: null, group: '', field: '' }),
				originals: originalsOfRow(row, originals).map(withMaskedText),
			},
			unit: row.values.unit ?? '',
			group: row.values.group ?? '',
			field: row.values.field ?? '',
			issues: [...row.issues.filter(({ column }) => column !== 'identity'), ...(byRow.get(row.row) ?? [])],
		})),
		skipped: list.skipped,
		notices: [
			...recognition.notices,
			...recodingNotices(recoded.counts.get(mapping.sheet), asWritten),
			...list.notices,
		],
	};
}

const withMaskedSamples = (column: Recognition['columns'][number]) => ({
	...column,
	samples: column.samples.map(maskIdentity),
});

const withMaskedText = (original: Original) => ({ ...original, text: maskIdentity(original.text) });

const changed = (before: Workbook, after: Workbook) =>
	before.sheets.some((sheet, s) =>
		sheet.rows.some((row, r) => row.some((value, c) => value !== after.sheets[s]!.rows[r]![c])),
	);

function withoutNumbers(bytes: Uint8Array, workbook: Workbook, cells: readonly CellToEmpty[]): Uint8Array {
	const file = emptyCells(bytes, workbook.format, cells, maskIdentity);
	if (!file) throw new Refusal('import_identity_kept');
	return file;
}

function issuesOf(
	cells: readonly CellToEmpty[],
	recognition: Recognition,
	mapping: ListMapping,
	today: string,
): ListIssue[] {
	const index = mapping.columns.find(({ column }) => column === 'identity')?.index;
	const heading = recognition.columns.find((column) => column.index === index)?.heading ?? '';
	return cells
		.filter(({ sheet, column }) => sheet === mapping.sheet && column === index)
		.flatMap(({ row, column, text }) => {
			const issue = checkIdentity(text, today);
			return issue
				? [{ ...issue, row: row + 1, letter: columnLetter(column), heading, column: 'identity' as const }]
				: [];
		});
}
