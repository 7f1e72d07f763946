import { type CellValue, cellText, isBlank, type Merge, type Sheet } from '#platform/excel/workbook.ts';
import { fold } from '#platform/text/fold.ts';
import { HEADING_PARTS, type ListColumn } from './headings.ts';

/** What a row under the heading is. Only `data` becomes an initiative; the others are counted and shown. */
export type RowKind =
	| 'blank'
	/** «I. Công đoàn Công ty …»: says something about the rows below it. */
	| 'group'
	| 'total'
	| 'signature'
	/** The heading again, or its row of column numbers, as printing repeats them. */
	| 'heading'
	| 'data';

const TOTAL = /^(tong|tong cong|tong so|cong|cong don|total)( |$)/;
const SIGNATURE = new RegExp(
	[
		'^(nguoi lap|nguoi tong hop|nguoi ky|nguoi bao cao|lap bieu|ke toan|thu truong|giam doc|hieu truong|chu tich)',
		'^(t ?m |k ?t |tuq |tl |ban thuong vu|ban chap hanh|bch |xac nhan|noi nhan|ky ten|ky ghi ro|ky va ghi)',
		'^(an dinh danh sach|danh sach (nay )?(co|gom)|bang chu|so tien bang chu|ghi chu )',
		'(^|ngay) ?\\d* ?thang ?\\d* ?nam( \\d+)?$',
	].join('|'),
);
/** Enough to tell a signature or a total, however long the text is. */
const beginning = (text: string) => fold(text.slice(0, 120));

const OUTLINE = /^([ivx]+|[a-h]|\d+([.]\d+)*)\s*[.)]?$/i;

/** Reads rows one by one from the top: what stands below a signature and has no title belongs to it. */
export class RowReader {
	readonly #sheet: Sheet;
	readonly #columns: ReadonlyMap<ListColumn, number>;
	readonly #headings: ReadonlySet<string>;
	/** Cells merged over columns, by row. */
	readonly #wide = new Map<number, readonly Merge[]>();
	#signed = false;

	constructor(sheet: Sheet, columns: ReadonlyMap<ListColumn, number>, headings: readonly string[]) {
		this.#sheet = sheet;
		this.#columns = columns;
		this.#headings = new Set(
			headings.flatMap((heading) => [heading, ...heading.split(HEADING_PARTS)]).map(beginning),
		);
		for (const merge of sheet.merges) {
			if (merge.right > merge.left) this.#wide.set(merge.top, [...(this.#wide.get(merge.top) ?? []), merge]);
		}
	}

	/** @param index 0-based row of the sheet */
	kindOf(index: number): RowKind {
		const row = this.#sheet.rows[index] ?? [];
		const filled = [...row.entries()].filter(
			([column, value]) => !isBlank(value) && column !== this.#columns.get('ordinal'),
		);
		const has = (column: ListColumn) => !isBlank(row[this.#columns.get(column) ?? -1]);
		const ordinal = cellText(row[this.#columns.get('ordinal') ?? -1]).trim();
		if (filled.length === 0 && (ordinal === '' || OUTLINE.test(ordinal))) return 'blank';
		if (this.#repeatsHeading(row)) return 'heading';
		// A row that names both an initiative and its author is one, whatever else it says
		if (has('title') && has('author')) return 'data';
		const texts = [ordinal, ...filled.map(([, value]) => cellText(value))].map(beginning).filter(Boolean);
		if (TOTAL.test(texts[0] ?? '')) return 'total';
		if (texts.some((text) => SIGNATURE.test(text))) this.#signed = true;
		if (this.#signed && !(has('title') && filled.length > 1)) return 'signature';
		return this.#isGroup(index, filled, ordinal) ? 'group' : 'data';
	}

	/** The text of a group row without its «I.», «1)» or «A -». */
	groupText(index: number): string {
		const row = this.#sheet.rows[index] ?? [];
		const texts = row.map((value) => cellText(value).trim()).filter((text) => text && !OUTLINE.test(text));
		return (texts[0] ?? '').replace(/^([ivx]+|[a-h]|\d+([.]\d+)*)\s*[.):-]\s*/i, '').trim();
	}

	#repeatsHeading(row: readonly CellValue[]): boolean {
		const filled = row.filter((value) => !isBlank(value));
		return filled.length >= 2 && filled.every((value) => this.#isHeading(beginning(cellText(value))));
	}

	/** A part of the heading, or a number of the row «(1) (2) (3) …», «A B 1 2 …» below it. */
	#isHeading(text: string): boolean {
		return this.#headings.has(text) || /^([a-h]|\d{1,2})$/.test(text);
	}

	/** One text alone: merged over columns, or with an outline number, or where no author or title stands. */
	#isGroup(index: number, filled: readonly (readonly [number, CellValue])[], ordinal: string): boolean {
		if (filled.length === 0) return true;
		const [column, value] = filled[0]!;
		if (filled.length > 1 || typeof value !== 'string') return false;
		const merged = this.#wide.get(index)?.some((merge) => merge.left <= column && merge.right >= column);
		const counted = /^\d+$/.test(ordinal);
		if (merged) return true;
		if (ordinal !== '') return !counted;
		return column !== this.#columns.get('title') && column !== this.#columns.get('author');
	}
}
