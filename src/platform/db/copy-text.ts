import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from './db.ts';

/** Rows are sent in pieces of about so many characters. */
const PIECE = 1 << 17;

export type Cell = string | number | bigint | boolean | null;

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A row as COPY's text format has it. */
export function copyLine(cells: readonly Cell[]): string {
	let line = '';
	for (let index = 0; index < cells.length; index++) {
		const cell = cells[index];
		if (index > 0) line += '\t';
		if (cell === null) line += '\\N';
		else if (typeof cell !== 'string') line += cell;
		else line += SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign]!) : cell;
	}
	return `${line}\n`;
}

/**
 * Writes rows by `copy … from stdin`: the next one is made when there is room for it.
 * @param target `table (column, …)`
 * @param lines of `copyLine`
 */
export async function copyText(
	tx: Tx,
	target: string,
	lines: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
	await pipeline(Readable.from(pieces(lines)), tx.client.query(copyFrom(`copy ${target} from stdin`)));
}

async function* pieces(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
	let piece = '';
	for await (const line of lines) {
		piece += line;
		if (piece.length < PIECE) continue;
		yield Buffer.from(piece);
		piece = '';
	}
	if (piece !== '') yield Buffer.from(piece);
}
