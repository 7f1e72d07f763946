import { cellText, isBlank, type Merge, type Sheet } from '#platform/excel/workbook.ts';
import { HEADING_PARTS, type HeadingMatch, recogniseHeading } from './headings.ts';

export interface Header {
	/** 0-based rows of the sheet, inclusive; merged cells reach to `last`. */
	readonly first: number;
	readonly last: number;
	/** One per column; the parts of a heading over several rows joined by `HEADING_PARTS`. */
	readonly headings: readonly string[];
	/** Sum of the confidence in each known column. */
	readonly score: number;
}

/** A letterhead takes about ten rows; the longest one we saw ends at row 14. */
const SEARCHED_ROWS = 60;
const MAX_HEADER_ROWS = 3;

/** No list has more; a sheet may claim 16,384. */
export const MAX_COLUMNS = 200;

/**
 * The heading of a list: the rows, at most three, in which the most columns are known. It needs a title or an
 * author and one column more, so that a letterhead («Đơn vị: …») is none; one row wins a tie, for what stands
 * above or below a heading only makes its names longer. Null when there is no such row.
 */
export function findHeader(sheet: Sheet): Header | null {
	let best: Header | null = null;
	// The same texts come up in each of the windows
	const known = new Map<string, HeadingMatch | null>();
	for (let first = 0; first < Math.min(SEARCHED_ROWS, sheet.rows.length); first++) {
		if (sheet.rows[first]!.every(isBlank)) continue;
		for (let count = 1; count <= MAX_HEADER_ROWS; count++) {
			const header = headerAt(sheet, first, first + count - 1, known);
			if (header && (!best || header.score > best.score || (header.score === best.score && count === 1)))
				best = header;
		}
	}
	return best;
}

function headerAt(
	sheet: Sheet,
	first: number,
	last: number,
	known: Map<string, HeadingMatch | null>,
): Header | null {
	const merges = mergesIn(sheet, first, last);
	// A title merged over the whole table is no heading of its columns
	if (merges.some((merge) => merge.top === first && merge.right - merge.left >= 5)) return null;
	const headings = headingsOf(sheet, first, last);
	const confidence = new Map<string, number>();
	for (const heading of headings) {
		const match = known.get(heading) ?? recogniseHeading(heading);
		known.set(heading, match);
		if (match) confidence.set(match.column, Math.max(match.confidence, confidence.get(match.column) ?? 0));
	}
	if (!(confidence.has('title') || confidence.has('author')) || confidence.size < 2) return null;
	const score = [...confidence.values()].reduce((sum, each) => sum + each, 0);
	return { first, last: Math.max(last, ...merges.map((merge) => merge.bottom)), headings, score };
}

const mergesIn = (sheet: Sheet, first: number, last: number) =>
	sheet.merges.filter((merge) => merge.top <= last && merge.bottom >= first);

/** The heading of each column over these rows (0-based): merged cells count in all they cover, but once. */
export function headingsOf(sheet: Sheet, first: number, last: number): string[] {
	const merges = mergesIn(sheet, first, last);
	const width = Math.max(0, ...sheet.rows.slice(first, last + 1).map((row) => row.length));
	return Array.from({ length: Math.min(width, MAX_COLUMNS) }, (_, column) =>
		headingOf(sheet, merges, first, last, column),
	);
}

function headingOf(
	sheet: Sheet,
	merges: readonly Merge[],
	first: number,
	last: number,
	column: number,
): string {
	const parts = new Set<string>();
	for (let row = first; row <= last; row++) {
		const merge = merges.find(
			(each) => each.top <= row && each.bottom >= row && each.left <= column && each.right >= column,
		);
		const value = merge ? sheet.rows[merge.top]?.[merge.left] : sheet.rows[row]?.[column];
		const text = cellText(value).replace(/\s+/g, ' ').trim();
		if (text) parts.add(text);
	}
	return [...parts].join(HEADING_PARTS);
}
