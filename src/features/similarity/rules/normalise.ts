import { type Encoding, recogniseEncoding, typedWords } from '#platform/text/legacy.ts';
import type { Syllables } from '../schema.ts';
import { type Letters, SEPARATOR, SKIP, TCVN3, UNICODE, VNI } from './letters.ts';

/**
 * A text as folded syllables with their places: base letters in lower case, without marks. NFC and NFD, tone
 * placement, case, missing marks, i for y, TCVN3, VNI, Telex and VNI keys, look-alikes and zero-width characters
 * fall together. Total: any string is accepted, whatever stands in it.
 */
export function normalise(text: string): Syllables {
	const scan = new Scan(text);
	if (isPlainlyUnicode(text)) scan.read(0, text.length, UNICODE);
	else
		for (let start = 0; start < text.length; ) {
			const end = (text.indexOf('\n', start) + 1 || text.length + 1) - 1;
			readLine(scan, text.slice(start, end), start, end);
			start = end + 1;
		}
	return scan.finish();
}

const TABLES: Partial<Record<Encoding, Letters>> = { unicode: UNICODE, tcvn3: TCVN3, vni: VNI };

function readLine(scan: Scan, line: string, start: number, end: number): void {
	const encoding = recogniseEncoding(line);
	const table = TABLES[encoding];
	if (table) scan.read(start, end, table);
	else scan.readKeys(start, end, encoding as 'telex' | 'vni_keys');
}

const [STRONG, ODD] = [1, 2];
/** Letters that only Unicode has, and Latin-1 characters that Vietnamese does without. */
const EVIDENCE = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
	const char = String.fromCharCode(unit);
	if (/[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|\p{Mn}/u.test(char)) return STRONG;
	return unit >= 0xa1 && unit <= 0xff && !/[àáâãèéêìíòóôõùúý]/i.test(char) ? ODD : 0;
});

function isPlainlyUnicode(text: string): boolean {
	let seen = 0;
	for (let at = 0; at < text.length; at++) seen |= EVIDENCE[text.charCodeAt(at)]!;
	return seen === STRONG;
}

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

/** Where a scan writes before its size is known; kept, since clearing memory anew takes a third of the time. */
let room = roomFor(4096);

function roomFor(syllables: number) {
	return {
		hashes: new Uint16Array(syllables),
		starts: new Uint32Array(syllables),
		ends: new Uint32Array(syllables),
	};
}

class Scan {
	#text: string;
	#count = 0;

	constructor(text: string) {
		this.#text = text;
		const most = (text.length >> 1) + 1;
		if (room.hashes.length < most) room = roomFor(most * 2);
	}

	/** Reads a stretch by a table. */
	read(from: number, to: number, letters: Letters): void {
		const text = this.#text;
		let [hash, before] = [SEED, SEED];
		let [last, previous] = [0, 0];
		let [start, end] = [-1, 0];
		for (let at = from; at < to; at++) {
			const unit = text.charCodeAt(at);
			let letter = letters[unit]!;
			if (letter === SKIP) {
				if (start >= 0) end = at + 1;
				continue;
			}
			let width = 1;
			if (unit >= 0xd800 && unit < 0xdc00) {
				letter = astral(text.codePointAt(at)!);
				width = letter === SEPARATOR ? 1 : 2;
			}
			if (letter === SEPARATOR) {
				if (start >= 0) this.#add(hash, before, last, previous, start, end);
				start = -1;
				continue;
			}
			if (start < 0) {
				start = at;
				hash = SEED;
				last = 0;
			}
			before = hash;
			previous = last;
			last = letter;
			hash = step(hash, letter);
			end = at + width;
			at += width - 1;
		}
		if (start >= 0) this.#add(hash, before, last, previous, start, end);
	}

	/** Reads a stretch typed without an input method. */
	readKeys(from: number, to: number, keys: 'telex' | 'vni_keys'): void {
		let done = from;
		for (const { at, word, folded } of typedWords(this.#text.slice(from, to), keys)) {
			this.read(done, from + at, UNICODE);
			done = from + at + word.length;
			let [hash, before, last, previous] = [SEED, SEED, 0, 0];
			for (let unit = 0; unit < folded.length; unit++) {
				before = hash;
				previous = last;
				last = folded.charCodeAt(unit);
				hash = step(hash, last);
			}
			this.#add(hash, before, last, previous, from + at, done);
		}
		this.read(done, to, UNICODE);
	}

	#add(hash: number, before: number, last: number, previous: number, start: number, end: number): void {
		// «kỹ» and «kĩ», «quý» and «quí»: after a consonant the two letters are one vowel; «tay» is not «tai».
		const vowel = last === Y && (before === QU || (previous < 128 && CONSONANTS[previous] === 1));
		const whole = vowel ? step(before, I) : hash;
		room.hashes[this.#count] = narrow(whole);
		room.starts[this.#count] = start;
		room.ends[this.#count++] = end;
	}

	finish(): Syllables {
		const count = this.#count;
		return {
			hashes: room.hashes.slice(0, count),
			starts: room.starts.slice(0, count),
			ends: room.ends.slice(0, count),
		};
	}
}

/** Letters of mathematics and the like are read as the plain ones. */
function astral(code: number): number {
	const base = String.fromCodePoint(code).normalize('NFKD').charCodeAt(0);
	return base >= 0xd800 && base < 0xe000 ? SEPARATOR : UNICODE[base]! === SKIP ? SEPARATOR : UNICODE[base]!;
}
