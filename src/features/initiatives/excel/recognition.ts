import { cellText, columnLetter, isBlank, type Sheet, type Workbook } from '#platform/excel/workbook.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { identityIssue, restoreIdentity } from '#platform/text/identity.ts';
import { findHeader, type Header, headingsOf, MAX_COLUMNS } from './header.ts';
import { type ListColumn, recogniseHeading } from './headings.ts';

/** Something the officer should know about the whole list; `code` is a key of the excel sentences. */
export interface Notice {
	readonly code: string;
	readonly params?: Readonly<Record<string, string | number>>;
}

export interface RecognisedColumn {
	/** 0-based. */
	readonly index: number;
	readonly letter: string;
	/** As in the sheet; the parts of a two-row heading joined. */
	readonly heading: string;
	readonly column: ListColumn | null;
	/** 0 for an unknown column, 1 for its very name: see `recogniseHeading`. */
	readonly confidence: number;
	readonly hidden: boolean;
	/** A few values to recognise the column by; identity numbers are left out. */
	readonly samples: readonly string[];
}

/** What the list seems to be: a page shows it for correction, `mappingOf` makes it the mapping to read by. */
export interface Recognition {
	readonly sheet: string;
	/** Sheet rows of the heading, from 1; equal when it has one row. */
	readonly headerRows: { readonly first: number; readonly last: number };
	readonly columns: readonly RecognisedColumn[];
	readonly notices: readonly Notice[];
}

/** How to read a list. Plain data: a page sends it through a hidden field and back. */
export interface ListMapping {
	readonly sheet: string;
	readonly headerRows: { readonly first: number; readonly last: number };
	readonly columns: readonly { readonly index: number; readonly column: ListColumn }[];
	/** Cells in an old encoding stay as they are; else they are read in Unicode and their originals kept. */
	readonly asWritten?: boolean;
}

/**
 * Finds the list in a workbook: its sheet (hidden ones are never chosen, and announced), its heading wherever
 * it starts, and what each column means. Nothing is lost when nothing is known: the first row with content
 * then stands as heading, with the notice `header_not_found`. Refuses `excel_empty` without a visible cell.
 */
export function recogniseColumns(workbook: Workbook): Recognition {
	const visible = workbook.sheets.filter((sheet) => !sheet.hidden && sheet.rows.length > 0);
	if (visible.length === 0) throw new Refusal('excel_empty');
	const found = visible.map((sheet) => ({ sheet, header: findHeader(sheet) }));
	// Of two lists the longer one; the others are announced
	const best = found.reduce((a, b) => (rank(b) > rank(a) ? b : a));
	const header = best.header ?? firstRowAsHeader(best.sheet);
	return {
		sheet: best.sheet.name,
		headerRows: { first: header.first + 1, last: header.last + 1 },
		columns: describeColumns(best.sheet, header),
		notices: [
			...(best.header ? [] : [{ code: 'header_not_found' }]),
			...workbook.sheets
				.filter((sheet) => sheet.hidden)
				.map((sheet) => ({ code: 'sheet_hidden', params: { sheet: sheet.name } })),
			...found
				.filter((other) => other !== best && other.header)
				.map(({ sheet }) => ({ code: 'sheet_skipped', params: { sheet: sheet.name } })),
		],
	};
}

/**
 * The same where the officer says which sheet and which rows are the heading.
 * Refuses `mapping_sheet` and `mapping_rows`.
 */
export function recogniseAt(
	workbook: Workbook,
	sheetName: string,
	headerRows: Recognition['headerRows'],
): Recognition {
	const sheet = sheetOf(workbook, sheetName, headerRows);
	const [first, last] = [headerRows.first - 1, headerRows.last - 1];
	const header = { first, last, headings: headingsOf(sheet, first, last), score: 0 };
	return { sheet: sheetName, headerRows, columns: describeColumns(sheet, header), notices: [] };
}

function sheetOf(workbook: Workbook, name: string, { first, last }: Recognition['headerRows']): Sheet {
	const sheet = workbook.sheets.find((each) => each.name === name && !each.hidden);
	if (!sheet) throw new Refusal('mapping_sheet', { params: { sheet: name } });
	if (!(first >= 1 && last >= first && last <= sheet.rows.length)) throw new Refusal('mapping_rows');
	return sheet;
}

const rank = ({ sheet, header }: { sheet: Sheet; header: Header | null }) =>
	(header ? 1000 + header.score : 0) + Math.min(999, sheet.rows.length) / 1000;

function firstRowAsHeader(sheet: Sheet): Header {
	const first = sheet.rows.findIndex((row) => row.some((value) => !isBlank(value)));
	return { first, last: first, headings: sheet.rows[first]!.map(cellText), score: 0 };
}

function describeColumns(sheet: Sheet, header: Header): RecognisedColumn[] {
	const data = sheet.rows.slice(header.last + 1);
	const filled = Math.max(header.headings.length, ...data.slice(0, 1000).map((row) => row.length));
	const width = Math.min(filled, MAX_COLUMNS);
	const columns = Array.from({ length: width }, (_, index) => {
		const heading = header.headings[index] ?? '';
		const match = recogniseHeading(heading);
		const samples = match?.column === 'identity' ? [] : samplesOf(data, index);
		return {
			index,
			letter: columnLetter(index),
			heading,
			column: match?.column ?? null,
			confidence: match?.confidence ?? 0,
			hidden: sheet.hiddenColumns.includes(index),
			samples,
		};
	});
	return onePerMeaning(columns).filter((column) => column.heading !== '' || column.samples.length > 0);
}

/** Of several columns that seem to mean the same, the surest keeps it; the officer may choose otherwise. */
function onePerMeaning(columns: readonly RecognisedColumn[]): RecognisedColumn[] {
	return columns.map((column) => {
		const rival = columns.find(
			(other) =>
				other.column === column.column &&
				(other.confidence > column.confidence ||
					(other.confidence === column.confidence && other.index < column.index)),
		);
		const keeps = column.column === null || column.column === 'ignored' || !rival;
		return keeps ? column : { ...column, column: null, confidence: 0 };
	});
}

function samplesOf(rows: Sheet['rows'], index: number): string[] {
	const texts = new Set<string>();
	for (const row of rows) {
		const text = cellText(row[index]).replace(/\s+/g, ' ').trim();
		if (text !== '' && !isIdentity(text)) texts.add(text.length > 80 ? `${text.slice(0, 79)}…` : text);
		if (texts.size === 3) break;
	}
	return [...texts];
}

/** A number of that form may stand in a column of any name; phones and amounts do not pass as one. */
const isIdentity = (text: string) =>
	text.length <= 20 &&
	/\d{11,12}$/.test(restoreIdentity(text)) &&
	identityIssue(restoreIdentity(text), '9999-12-31') === null;

/** The recognition as it is, when the officer corrects nothing. */
export const mappingOf = (recognition: Recognition): ListMapping => ({
	sheet: recognition.sheet,
	headerRows: recognition.headerRows,
	columns: recognition.columns.flatMap(({ index, column }) => (column ? [{ index, column }] : [])),
});

/**
 * A mapping as the officer corrected it, checked against the workbook. Refuses `mapping_sheet` for a sheet
 * that is not there, `mapping_rows` for a heading outside it, `mapping_twice` where two columns have one
 * meaning (`ignored` may repeat), `mapping_no_title` where no column is the title.
 */
export function applyMapping(workbook: Workbook, mapping: ListMapping): ListMapping {
	sheetOf(workbook, mapping.sheet, mapping.headerRows);
	const meanings = mapping.columns.map((each) => each.column).filter((column) => column !== 'ignored');
	const twice = meanings.find((column, index) => meanings.indexOf(column) !== index);
	if (twice) throw new Refusal('mapping_twice', { params: { column: twice } });
	if (!meanings.includes('title')) throw new Refusal('mapping_no_title');
	return mapping;
}
