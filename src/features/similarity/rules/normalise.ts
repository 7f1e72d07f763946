import { type Encoding, recogniseEncoding, typedWords } from '#platform/text/legacy.ts';
import type { Syllables } from '../schema.ts';
import { type Letters, SEPARATOR, SKIP, TCVN3, UNICODE, VNI } from './letters.ts';

/**
 * A text as folded syllables with their places: base letters in lower case, without marks. NFC and NFD, tone
 * placement, case, missing marks, i for y, TCVN3, VNI, Telex and VNI keys, look-alikes and zero-width characters
 * fall together. Total: any string is accepted, whatever stands in it.
 */
export function normalise(text: string): Syllables {
	const count = scan(text);
	return {
		hashes: room.hashes.slice(0, count),
		starts: room.starts.slice(0, count),
		ends: room.ends.slice(0, count),
	};
}

/** The same without their places, which most who ask do not need. */
export function hashesIn(text: string): Uint16Array {
	const count = scan(text);
	return room.hashes.slice(0, count);
}

/** What is read, and where its syllables are written before their number is known: kept, for clearing takes time. */
let room = roomFor(8192);

/** For a text of so many units. It has fewer syllables: typed words, of two units and more, may touch what is none. */
function roomFor(length: number) {
	// `charCodeAt` looks at each unit what kind of string it is; an array is quicker.
	const units = new Uint16Array(length);
	return {
		units,
		bytes: Buffer.from(units.buffer),
		hashes: new Uint16Array(length),
		starts: new Uint32Array(length),
		ends: new Uint32Array(length),
	};
}

/** Writes the syllables of a text into the room; answers how many. */
function scan(text: string): number {
	if (room.units.length < text.length) room = roomFor(text.length * 2);
	room.bytes.write(text, 'utf16le');
	const evidence = evidenceOf(text.length);
	if (evidence & SURROGATE) replaceAstral(text);
	if ((evidence & ~SURROGATE) === STRONG) return read(0, text.length, UNICODE, 0);
	let count = 0;
	for (let start = 0; start < text.length; ) {
		const end = (text.indexOf('\n', start) + 1 || text.length + 1) - 1;
		count = readLine(text.slice(start, end), start, end, count);
		start = end + 1;
	}
	return count;
}

const TABLES: Partial<Record<Encoding, Letters>> = { unicode: UNICODE, tcvn3: TCVN3, vni: VNI };

function readLine(line: string, start: number, end: number, count: number): number {
	const encoding = recogniseEncoding(line);
	const table = TABLES[encoding];
	return table
		? read(start, end, table, count)
		: readKeys(line, start, encoding as 'telex' | 'vni_keys', count);
}

const [STRONG, ODD, SURROGATE] = [1, 2, 4];
/** Letters that only Unicode has, Latin-1 characters that Vietnamese does without, and halves of others. */
const EVIDENCE = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
	if (unit >= 0xd800 && unit < 0xe000) return SURROGATE;
	const char = String.fromCharCode(unit);
	if (/[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|\p{Mn}/u.test(char)) return STRONG;
	return unit >= 0xa1 && unit <= 0xff && !/[àáâãèéêìíòóôõùúý]/i.test(char) ? ODD : 0;
});

function evidenceOf(length: number): number {
	const { units } = room;
	let seen = 0;
	for (let at = 0; at < length; at++) seen |= EVIDENCE[units[at]!]!;
	return seen;
}

/** Puts plain letters for those of mathematics and the like, and nothing for the second half of each. */
function replaceAstral(text: string): void {
	const { units } = room;
	for (let at = 0; at < text.length; at++) {
		const code = text.codePointAt(at)!;
		if (code < 0x10000) continue;
		const base = String.fromCodePoint(code).normalize('NFKD').charCodeAt(0);
		const letter = UNICODE[base]!;
		if (letter > SKIP) units.set([letter, ZERO_WIDTH], at);
		at++;
	}
}
const ZERO_WIDTH = 0x200b;

const Y = 121;
const I = 105;
const CONSONANTS = new Uint8Array(128);
for (const letter of 'bcdfghjklmnpqrstvxz') CONSONANTS[letter.charCodeAt(0)] = 1;

/** FNV-1a, 32 bits. */
const SEED = 0x811c9dc5 | 0;
const step = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193);
const QU = step(step(SEED, 113), 117);
/** To 16 bits: 65,536 values for some 20,000 syllables in use; what is compared is always two in a row. */
function narrow(hash: number): number {
	const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	return (mixed ^ (mixed >>> 16)) & 0xffff;
}

/** The hash of a syllable, from that of all its letters, that of all but the last, and the last two. */
function syllableOf(hash: number, before: number, last: number, previous: number): number {
	// «kỹ» and «kĩ», «quý» and «quí»: after a consonant the two letters are one vowel; «tay» is not «tai».
	const vowel = last === Y && (before === QU || (previous < 128 && CONSONANTS[previous] === 1));
	return narrow(vowel ? step(before, I) : hash);
}

/** Reads a stretch by a table, after so many syllables; answers how many there are then. */
function read(from: number, to: number, letters: Letters, count: number): number {
	const { units, hashes, starts, ends } = room;
	for (let at = from; at < to; at++) {
		if (letters[units[at]!]! <= SKIP) continue;
		const start = at;
		let [hash, before, last, previous] = [SEED, SEED, 0, 0];
		for (; at < to; at++) {
			const letter = letters[units[at]!]!;
			if (letter === SEPARATOR) break;
			if (letter === SKIP) continue;
			before = hash;
			previous = last;
			last = letter;
			hash = step(hash, letter);
		}
		hashes[count] = syllableOf(hash, before, last, previous);
		starts[count] = start;
		ends[count++] = at;
	}
	return count;
}

/** Reads a line typed without an input method. */
function readKeys(line: string, start: number, keys: 'telex' | 'vni_keys', count: number): number {
	let done = start;
	for (const { at, word, folded } of typedWords(line, keys)) {
		count = read(done, start + at, UNICODE, count);
		done = start + at + word.length;
		let [hash, before, last, previous] = [SEED, SEED, 0, 0];
		for (let unit = 0; unit < folded.length; unit++) {
			before = hash;
			previous = last;
			last = folded.charCodeAt(unit);
			hash = step(hash, last);
		}
		room.hashes[count] = syllableOf(hash, before, last, previous);
		room.starts[count] = start + at;
		room.ends[count++] = done;
	}
	return read(done, start + line.length, UNICODE, count);
}
