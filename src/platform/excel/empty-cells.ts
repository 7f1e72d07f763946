import { readCsv } from './csv.ts';
import { sheetPart, unescapeXml } from './sheet-xml.ts';
import { type CellValue, columnLetter, type Workbook } from './workbook.ts';
import { writeCsv } from './write.ts';
import { readPart, replaceParts, zipDirectory } from './zip.ts';

/** A cell to empty: 0-based, with the text it shows. */
export interface CellToEmpty {
	readonly sheet: string;
	readonly row: number;
	readonly column: number;
	readonly text: string;
}

/**
 * The same file with some cells emptied, and every other text changed by `mask`, wherever the format keeps it:
 * sheets, shared texts, comments, cached pivots. Null when a cell could not be found in the file's XML.
 */
export function emptyCells(
	bytes: Uint8Array,
	format: Workbook['format'],
	cells: readonly CellToEmpty[],
	mask: (text: string) => string,
): Uint8Array | null {
	if (format === 'csv') return emptyCsv(bytes, cells, mask);
	// Words such as «không có» may be somebody else's cell too: only what holds a number goes everywhere
	const texts = new Set(cells.map((cell) => cell.text.trim()).filter((text) => /\d{3}/.test(text)));
	return format === 'ods' ? emptyOds(bytes, texts, mask) : emptyXlsx(bytes, cells, texts, mask);
}

function emptyCsv(bytes: Uint8Array, cells: readonly CellToEmpty[], mask: (text: string) => string) {
	const places = new Set(cells.map(({ row, column }) => `${row},${column}`));
	const rows = readCsv(bytes, '').sheets[0]!.rows.map((row, r) =>
		row.map(
			(value, c): CellValue =>
				places.has(`${r},${c}`) ? null : typeof value === 'string' ? mask(value) : value,
		),
	);
	return writeCsv(rows);
}

function emptyXlsx(
	bytes: Uint8Array,
	cells: readonly CellToEmpty[],
	texts: ReadonlySet<string>,
	mask: (text: string) => string,
): Uint8Array | null {
	const parts = new Map<string, string>();
	const part = (name: string) => parts.get(name) ?? readPart(bytes, name) ?? '';
	for (const [sheet, ofSheet] of Map.groupBy(cells, (cell) => cell.sheet)) {
		const name = sheetPart(bytes, sheet);
		const emptied = name && emptySheet(part(name), ofSheet);
		if (!emptied) return null;
		parts.set(name, emptied);
	}
	for (const { name } of zipDirectory(bytes) ?? []) {
		if (!/^(xl|docProps)\/.*\.(xml|vml)$/.test(name)) continue;
		const before = part(name);
		const shared = name.endsWith('sharedStrings.xml') ? withoutTexts(before, texts) : before;
		const after = mask(shared);
		if (after !== before) parts.set(name, after);
	}
	return replaceParts(bytes, parts);
}

function emptySheet(xml: string, cells: readonly CellToEmpty[]): string | null {
	const refs = new Set(cells.map(({ row, column }) => `${columnLetter(column)}${row + 1}`));
	const emptied = xml.replace(
		/<((?:\w+:)?)c\b([^>]*?)(?:\/>|>[\s\S]*?<\/\1c>)/g,
		(cell, prefix: string, attributes: string) => {
			if (!refs.delete(/\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '')) return cell;
			return `<${prefix}c${attributes.replace(/\s+t="\w+"/, '')}/>`;
		},
	);
	return refs.size === 0 ? emptied : null;
}

/** Shared texts keep their number, so that cells still find theirs. */
const withoutTexts = (xml: string, texts: ReadonlySet<string>) =>
	xml.replace(/<((?:\w+:)?)si\b[^>]*>([\s\S]*?)<\/\1si>/g, (item, prefix: string, content: string) => {
		const text = unescapeXml(content.replace(/<[^>]*>/g, '')).trim();
		return texts.has(text) ? `<${prefix}si><${prefix}t></${prefix}t></${prefix}si>` : item;
	});

function emptyOds(bytes: Uint8Array, texts: ReadonlySet<string>, mask: (text: string) => string) {
	const xml = readPart(bytes, 'content.xml');
	if (xml === null) return null;
	const emptied = xml
		.replace(/>([^<>]+)</g, (whole, text: string) => (texts.has(unescapeXml(text).trim()) ? '><' : whole))
		.replace(/ office:(?:string-)?value="([^"]*)"/g, (whole, text: string) =>
			texts.has(unescapeXml(text).trim()) ? '' : whole,
		);
	return replaceParts(bytes, new Map([['content.xml', mask(emptied)]]));
}
