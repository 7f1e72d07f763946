/** Reads stretches of a file: one message, one answer. */
import { isUtf8 } from 'node:buffer';
import { parentPort } from 'node:worker_threads';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { type LineIssue, readLine } from './line.ts';
import { linesOf, readStretch, type Stretch } from './text-file.ts';

export interface ReadTask {
	stretch: Stretch;
	/** Whether syllables are wanted. */
	syllables: boolean;
}

/** The texts of a stretch, or what is wrong with its first wrong line. */
export interface ReadTexts {
	ids: (string | number)[];
	/** Where the line of each begins and ends in the file, by turns. */
	places: Float64Array;
	/** Syllables of all behind each other, and how many each has. */
	hashes: Uint16Array;
	lengths: Uint32Array;
	wrong: (LineIssue & { place: number }) | null;
}

/** A line of more bytes fills the memory when it is read. */
const MOST_BYTES = 256 * 1024 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

parentPort!.on('message', (task: ReadTask) => {
	const texts = readTexts(task);
	parentPort!.postMessage(texts, [texts.hashes.buffer as ArrayBuffer]);
});

function readTexts({ stretch, syllables }: ReadTask): ReadTexts {
	const bytes = readStretch(stretch);
	const ids: (string | number)[] = [];
	const places: number[] = [];
	const parts: Uint16Array[] = [];
	let wrong: ReadTexts['wrong'] = null;
	for (const { start: lineStart, end } of linesOf(bytes)) {
		const atTop = stretch.from + lineStart === 0 && bytes.subarray(0, 3).equals(BOM);
		const start = atTop ? BOM.length : lineStart;
		const read = readBytes(bytes.subarray(start, end));
		if (read === null) continue;
		if ('code' in read) {
			wrong = { ...read, place: stretch.from + start };
			break;
		}
		ids.push(read.id);
		places.push(stretch.from + start, stretch.from + end);
		if (syllables) parts.push(hashesIn(read.screened));
	}
	return { ids, places: Float64Array.from(places), ...joined(parts), wrong };
}

/** Null for a line of nothing but space. */
function readBytes(bytes: Buffer): ReturnType<typeof readLine> | null {
	if (bytes.length > MOST_BYTES) return { code: 'screen_line_long', params: { most: MOST_BYTES >> 20 } };
	if (!isUtf8(bytes)) return { code: 'screen_not_utf8' };
	const line = bytes.toString();
	return line.trim() === '' ? null : readLine(line);
}

function joined(parts: readonly Uint16Array[]): Pick<ReadTexts, 'hashes' | 'lengths'> {
	const lengths = Uint32Array.from(parts, ({ length }) => length);
	const hashes = new Uint16Array(lengths.reduce((sum, length) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		hashes.set(part, at);
		at += part.length;
	}
	return { hashes, lengths };
}
