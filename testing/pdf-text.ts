import { inflateSync } from 'node:zlib';

/**
 * What a reader sees written on the pages of a PDF of ours, in the order in which it is drawn; text within pictures is
 * left out. Reads only what Typst writes: plain objects, deflated streams, two bytes a glyph.
 */
export function pdfText(pdf: Buffer): string {
	const objects = objectsOf(pdf);
	const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
	return pages
		.map(({ head }) => textOfPage(objects, head))
		.join('\n')
		.replace(/[^\S\n]+/g, ' ');
}

interface PdfObject {
	head: string;
	/** Bytes as latin1. */
	body: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
	const found = new Map<string, PdfObject>();
	for (const [, id = '', whole = ''] of pdf.toString('latin1').matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)) {
		const at = whole.search(/\bstream\n/);
		const head = at < 0 ? whole : whole.slice(0, at);
		const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
		const bytes = whole.slice(at + 'stream\n'.length).slice(0, length);
		const packed = at >= 0 && head.includes('/FlateDecode');
		const body = packed ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes;
		found.set(id, { head, body: at < 0 ? '' : body });
	}
	return found;
}

/** What stands in a string; brackets in it are escaped only where they do not pair. */
const string = (depth: number): string =>
	`(?:\\\\.|[^\\\\()]${depth > 0 ? `|\\(${string(depth - 1)}\\)` : ''})*`;
/** A font is chosen, a string drawn, a run of text begun, or what was chosen before kept and taken up again. */
const DRAWN = new RegExp(`/(\\S+) [\\d.]+ Tf|\\((${string(4)})\\)|^(BT|q|Q)$`, 'gsm');

function textOfPage(objects: Map<string, PdfObject>, page: string): string {
	const fonts = new Map<string, Map<number, string>>();
	const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)![1]!)!;
	const named = /\/Font <<(.*?)>>/s.exec(resources.head)?.[1] ?? '';
	for (const [, name = '', id = ''] of named.matchAll(/\/(\S+) (\d+) 0 R/g)) {
		const letters = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)!.head)![1]!;
		fonts.set(name, lettersOf(objects.get(letters)!.body));
	}
	const drawn = objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!.body;
	let font: Map<number, string> | undefined;
	const kept: (typeof font)[] = [];
	let text = '';
	for (const [, chosen, written, operator] of drawn.matchAll(DRAWN)) {
		if (chosen) font = fonts.get(chosen);
		else if (operator === 'q') kept.push(font);
		else if (operator === 'Q') font = kept.pop();
		else if (operator === 'BT') text += ' ';
		else
			text += glyphsOf(written!)
				.map((glyph) => font?.get(glyph) ?? '')
				.join('');
	}
	return text;
}

/** Which letters each glyph stands for. */
function lettersOf(map: string): Map<number, string> {
	const pairs = [...map.matchAll(/<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>/g)];
	return new Map(
		pairs.map(([, glyph = '', letters = '']) => [
			Number.parseInt(glyph, 16),
			Buffer.from(letters, 'hex').swap16().toString('utf16le'),
		]),
	);
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function glyphsOf(string: string): number[] {
	const plain = string.replace(/\\([0-7]{1,3}|.)/gs, (_, code: string) =>
		/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPED[code] ?? code),
	);
	const bytes = Buffer.from(plain, 'latin1');
	return Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readUInt16BE(2 * at));
}
