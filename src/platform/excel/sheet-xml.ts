import { clean } from '#platform/text/fold.ts';
import { columnLetter } from './workbook.ts';
import { readPart, replacePart } from './zip.ts';

const WIDTH = 60;

/**
 * The same `.xlsx` with texts put into one column of a sheet; `column` is 0-based, `cells` is by row number.
 * Cells of that column without a text are emptied. Edits the sheet's XML and copies all else, because
 * reading and writing the workbook through the library loses the results of formulas (measured: 14 of our 60
 * files). Null for XML of an unusual shape, where the caller writes the workbook anew.
 */
export function addColumn(
	bytes: Uint8Array,
	sheetName: string,
	column: number,
	cells: ReadonlyMap<number, string>,
): Uint8Array | null {
	const part = sheetPart(bytes, sheetName);
	const xml = part && readPart(bytes, part);
	if (!part || !xml) return null;
	const written = new Set<number>();
	const edited = xml.replace(
		/<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g,
		(row, prefix: string, attributes: string, content = '') => {
			const number = Number(/\br="(\d+)"/.exec(attributes)?.[1]);
			const text = cells.get(number);
			if (text === undefined && !content.includes(`"${columnLetter(column)}${number}"`)) return row;
			written.add(number);
			const kept = attributes.replace(/\s+spans="[^"]*"/, '');
			return `<${prefix}row${kept}>${withCell(content, prefix, column, number, text)}</${prefix}row>`;
		},
	);
	if ([...cells.keys()].some((number) => !written.has(number))) return null;
	return replacePart(bytes, part, withWidth(edited.replace(/<(\w+:)?dimension\b[^>]*\/>/, ''), column));
}

/** Cells stand in order of columns; formatted empty ones may stand to the right of ours. */
function withCell(content: string, prefix: string, column: number, row: number, text?: string): string {
	const cell = text === undefined ? '' : textCell(prefix, `${columnLetter(column)}${row}`, text);
	for (const match of content.matchAll(
		/<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)\d+"[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?c>)/g,
	)) {
		const at = columnIndex(match[1]!);
		if (at < column) continue;
		const end = match.index + (at === column ? match[0].length : 0);
		return content.slice(0, match.index) + cell + content.slice(end);
	}
	return content + cell;
}

const textCell = (prefix: string, ref: string, text: string) =>
	`<${prefix}c r="${ref}" t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(clean(text))}` +
	`</${prefix}t></${prefix}is></${prefix}c>`;

/** Widens the column unless the sheet already says something about it or what stands right of it. */
function withWidth(xml: string, column: number): string {
	const widths = [...xml.matchAll(/<(?:\w+:)?col\b[^>]*?\bmax="(\d+)"/g)].map((match) => Number(match[1]));
	if (widths.some((max) => max > column)) return xml;
	const col = (prefix: string) =>
		`<${prefix}col min="${column + 1}" max="${column + 1}" width="${WIDTH}" customWidth="1"/>`;
	return widths.length > 0
		? xml.replace(/<\/(\w+:)?cols>/, (end, prefix = '') => col(prefix) + end)
		: xml.replace(/<(\w+:)?sheetData\b/, (start, prefix = '') => {
				return `<${prefix}cols>${col(prefix)}</${prefix}cols>${start}`;
			});
}

/** The part that holds a sheet: its relationship is named in the workbook part. */
export function sheetPart(bytes: Uint8Array, sheetName: string): string | null {
	const workbook = readPart(bytes, 'xl/workbook.xml') ?? '';
	const relations = readPart(bytes, 'xl/_rels/workbook.xml.rels') ?? '';
	for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
		if (unescapeXml(attribute(tag, 'name')).normalize('NFC') !== sheetName) continue;
		const id = attribute(tag, '\\w+:id');
		for (const [relation] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
			if (attribute(relation, 'Id') !== id) continue;
			const target = attribute(relation, 'Target');
			return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
		}
	}
	return null;
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

const columnIndex = (letters: string) =>
	[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const NAMED = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

export const unescapeXml = (text: string) =>
	text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
		if (name) return NAMED.get(name) ?? whole;
		const point = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
