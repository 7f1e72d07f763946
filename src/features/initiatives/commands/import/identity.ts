import type { CellToEmpty } from '#platform/excel/empty-cells.ts';
import {
	type CellValue,
	cellText,
	columnLetter,
	type Sheet,
	type Workbook,
} from '#platform/excel/workbook.ts';
import { identityIssue, restoreIdentity } from '#platform/text/identity.ts';
import type { Recognition } from '../../excel/recognition.ts';

/** No card is younger than that, so that only the form of a number is judged. */
const ALWAYS = '9999-12-31';
/** A number standing in a longer text: every province code begins with 0, no amount does. */
const IN_TEXT = /(?<![\d-])0\d{11}(?!\d)/g;

/** Identity numbers inside a text, made unreadable. */
export const maskIdentity = (text: string): string =>
	text.replace(IN_TEXT, (digits) => (identityIssue(digits, ALWAYS) === null ? '…' : digits));

/**
 * A recognition in which a column of unknown heading that holds identity numbers is one of identity numbers:
 * they are dropped whatever an officer calls them.
 */
export function withIdentityColumns(workbook: Workbook, recognition: Recognition): Recognition {
	if (recognition.columns.some(({ column }) => column === 'identity')) return recognition;
	const sheet = workbook.sheets.find(({ name }) => name === recognition.sheet)!;
	const found = recognition.columns.find(
		({ column, index }) => column === null && holdsIdentity(sheet, index, recognition.headerRows.last),
	);
	const columns = recognition.columns.map((column) =>
		column === found ? { ...column, column: 'identity' as const, confidence: 0.5, samples: [] } : column,
	);
	return { ...recognition, columns };
}

/**
 * Every cell that holds an identity number: the column of that meaning, and columns of no meaning, in any sheet,
 * whose cells mostly have the form. A column of another meaning keeps its cells: an amount may look alike.
 */
export function identityCells(
	workbook: Workbook,
	list: {
		sheet: string;
		headerRows: { last: number };
		columns: readonly { index: number; column: string | null }[];
	},
): CellToEmpty[] {
	return workbook.sheets.flatMap((sheet) => {
		const isList = sheet.name === list.sheet;
		const width = Math.max(0, ...sheet.rows.map((row) => row.length));
		return Array.from({ length: width }, (_, column) => column).flatMap((column) => {
			const meaning = isList ? list.columns.find(({ index }) => index === column)?.column : null;
			if (meaning === 'identity')
				return cellsOf(sheet, column, list.headerRows.last, (text) => /\d/.test(text));
			if (meaning && meaning !== 'ignored') return [];
			return holdsIdentity(sheet, column, 0) ? cellsOf(sheet, column, 0, isIdentity) : [];
		});
	});
}

function cellsOf(
	sheet: Sheet,
	column: number,
	from: number,
	wanted: (text: string) => boolean,
): CellToEmpty[] {
	return sheet.rows.flatMap((row, index) => {
		const text = cellText(row[column]);
		return index >= from && wanted(text) ? [{ sheet: sheet.name, row: index, column, text }] : [];
	});
}

function holdsIdentity(sheet: Sheet, column: number, from: number): boolean {
	const texts = sheet.rows
		.slice(from)
		.map((row) => cellText(row[column]).trim())
		.filter(Boolean);
	const matching = texts.filter(isIdentity).length;
	// One cell may be the heading
	return matching > 0 && matching * 2 >= texts.length - 1;
}

const isIdentity = (text: string) =>
	text.length <= 20 && /\d{5}/.test(text) && identityIssue(restoreIdentity(text), ALWAYS) === null;

/** The workbook without these cells, and without identity numbers inside its texts. */
export function withoutIdentity(workbook: Workbook, cells: readonly CellToEmpty[]): Workbook {
	const places = new Set(cells.map(({ sheet, row, column }) => `${sheet}!${columnLetter(column)}${row}`));
	const keep = (sheet: Sheet, value: CellValue, row: number, column: number) => {
		if (places.has(`${sheet.name}!${columnLetter(column)}${row}`)) return null;
		return typeof value === 'string' ? maskIdentity(value) : value;
	};
	return {
		...workbook,
		sheets: workbook.sheets.map((sheet) => ({
			...sheet,
			rows: sheet.rows.map((row, r) => row.map((value, c) => keep(sheet, value, r, c))),
		})),
	};
}
