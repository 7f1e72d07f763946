import { type CellValue, cellText, isBlank, type Merge, type Sheet } from '#platform/excel/workbook.ts';
import { fold } from '#platform/text/fold.ts';
import type { ListColumn } from './headings.ts';

/** What holds for several rows may be written once: merged, as a group row, or by ditto marks. */
const FILLED_BY_DITTO: ReadonlySet<ListColumn> = new Set([
	'unit',
	'group',
	'field',
	'recognisedBy',
	'recognition',
]);
const DITTO = /^(["”〃]|''|-?\s*nt\s*-?|nhu tren|-\s*["”]\s*-)$/;

/** A benefit or a share counts once however many rows it is merged over; authors belong to their own row. */
const NEVER_FILLED: ReadonlySet<ListColumn> = new Set([
	'benefit',
	'author',
	'authorPhone',
	'shares',
	'identity',
]);

/** The cells of a list with what the sheet says once for several rows put into each of them. */
export class FilledSheet {
	readonly #sheet: Sheet;
	readonly #columns: ReadonlyMap<ListColumn, number>;
	/** Vertical merges by column, then by row. */
	readonly #merges = new Map<number, Map<number, Merge>>();
	readonly #above = new Map<ListColumn, CellValue>();
	#group: { column: ListColumn; text: string } | null = null;

	constructor(sheet: Sheet, columns: ReadonlyMap<ListColumn, number>) {
		this.#sheet = sheet;
		this.#columns = columns;
		for (const merge of sheet.merges.toSorted((a, b) => a.top - b.top)) {
			if (merge.left !== merge.right || merge.top === merge.bottom) continue;
			const rows = this.#merges.get(merge.left) ?? new Map<number, Merge>();
			// Merges that overlap are damage; taken in order, each row is filled once
			if (rows.has(merge.top)) continue;
			// A merge may claim a million rows; those past the data mean nothing
			for (let row = merge.top; row <= Math.min(merge.bottom, sheet.rows.length - 1); row++)
				rows.set(row, merge);
			this.#merges.set(merge.left, rows);
		}
	}

	/** Rows below take this text as their unit, unless it names a field or a participant group. */
	startGroup(text: string): void {
		const name = fold(text);
		const column = name.startsWith('linh vuc') ? 'field' : /^(nhom )?doi tuong/.test(name) ? 'group' : 'unit';
		const value = column === 'unit' ? text : text.replace(/^[^:]*:\s*/, '').trim();
		this.#group = { column, text: value };
		this.#above.clear();
	}

	/** The value of a column for a row (0-based). Ask for rows from the top down: ditto marks look back. */
	cell(row: number, column: ListColumn): CellValue {
		const at = this.#columns.get(column);
		const own = at === undefined ? null : (this.#sheet.rows[row]?.[at] ?? null);
		if (NEVER_FILLED.has(column)) return own;
		const merge = at === undefined ? undefined : this.#merges.get(at)?.get(row);
		const value = merge ? (this.#sheet.rows[merge.top]?.[merge.left] ?? null) : own;
		if (FILLED_BY_DITTO.has(column)) {
			if (isDitto(value)) return this.#above.get(column) ?? null;
			if (!isBlank(value)) this.#above.set(column, value);
		}
		if (isBlank(value) && this.#group?.column === column) return this.#group.text;
		return value;
	}

	/** Whether the row only adds an author to the title merged over it. */
	continuesTitle(row: number): boolean {
		const merge = this.#titleMerge(row);
		return merge !== undefined && row > merge.top;
	}

	/** All rows of the initiative that begins at `row`. */
	rowsOfTitle(row: number): number[] {
		const merge = this.#titleMerge(row);
		const last = Math.min(merge?.bottom ?? row, this.#sheet.rows.length - 1);
		return Array.from({ length: last - row + 1 }, (_, offset) => row + offset);
	}

	/** The first row of a benefit merged over initiatives of their own, when `row` is a later one. */
	benefitSharedWith(row: number): number | null {
		const merge = this.#merges.get(this.#columns.get('benefit') ?? -1)?.get(row);
		return merge && merge.top < row ? merge.top : null;
	}

	#titleMerge(row: number): Merge | undefined {
		return this.#merges.get(this.#columns.get('title') ?? -1)?.get(row);
	}
}

const isDitto = (value: CellValue) => {
	const text = cellText(value).trim().toLowerCase();
	return text.length <= 10 && (DITTO.test(text) || DITTO.test(fold(text)));
};
