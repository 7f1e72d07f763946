import { decodeKeys, foldKeys, type KeyStyle } from './keys.ts';
import { TCVN3_LETTERS, VNI_LETTERS, VNI_MARKS } from './legacy-letters.ts';
import { isMarkedSyllable, isSyllable } from './syllables.ts';

export { foldKeys } from './keys.ts';
export { TCVN3_LETTERS, VNI_LETTERS, VNI_MARKS } from './legacy-letters.ts';
export { isSyllable } from './syllables.ts';

/** How a text writes its marks. `telex` and `vni_keys` are keys of an input method that was off. */
export type Encoding = 'unicode' | 'tcvn3' | 'vni' | KeyStyle;

/**
 * The encoding of a text, by one criterion: of its marked words, how many are possible Vietnamese syllables
 * under each reading. A text that says nothing, or too little to be sure, is `unicode`, and so are other
 * languages. Any letter that only Unicode has (ă, ơ, ạ …) ends it at once, so lines of different encodings are
 * to be asked for one by one. Asked for one line it needs two syllables of TCVN3 or VNI, and two or three of
 * typed keys; where the caller knows from other lines what to expect (`expected`), one is enough (of typed keys
 * with another word beside it: `T5`, `Ca1` are codes).
 * Linear in the text; normal Unicode text of any length costs almost nothing.
 */
export function recogniseEncoding(text: string, expected: Encoding = 'unicode'): Encoding {
	const traits = traitsOf(text);
	if (traits & STRONG) return 'unicode';
	if (traits & HIGH) return recogniseLetters(text, expected);
	if (traits & DIGITS && isTyped(text, 'vni_keys', expected)) return 'vni_keys';
	return traits & KEYS && isTyped(text, 'telex', expected) ? 'telex' : 'unicode';
}

/**
 * The text in Unicode, NFC. Of TCVN3 a capital with a tone was only a font, so case is kept where the word or
 * the line shows it («GI¶I» → «GIẢI»), else small («øng» → «ứng»). Typed keys are read only in words that are
 * then possible syllables: JUKI, 221EN-3020, CO2 stay.
 */
export function toUnicode(text: string, encoding: Encoding): string {
	if (encoding === 'unicode') return text.normalize('NFC');
	return text
		.split('\n')
		.map((line) => {
			const shouted = isShouted(line);
			return line.replace(WORDS[encoding], (word) => decodeWord(word, encoding, shouted));
		})
		.join('\n')
		.normalize('NFC');
}

const STRONG = 1;
const HIGH = 2;
const DIGITS = 4;
const KEYS = 8;

/** Classes of a UTF-16 unit for the first look at a text. */
const OTHER = 0;
const LETTER = 1;
/** f j w, which no Vietnamese word has. */
const FOREIGN = 2;
/** s r x: foreign only where they end a word. */
const ENDING = 3;
const DIGIT = 4;
const LEGACY = 5;
const UNICODE_ONLY = 6;

const CLASSES = new Uint8Array(65_536);
for (const unit of 'abcdeghiklmnopqtuvyzABCDEGHIKLMNOPQTUVYZ') CLASSES[unit.charCodeAt(0)] = LETTER;
for (const unit of 'fjwFJW') CLASSES[unit.charCodeAt(0)] = FOREIGN;
for (const unit of 'srxSRX') CLASSES[unit.charCodeAt(0)] = ENDING;
for (const unit of '123456789') CLASSES[unit.charCodeAt(0)] = DIGIT;
for (const map of [TCVN3_LETTERS, VNI_LETTERS, VNI_MARKS])
	for (const unit of map.keys()) CLASSES[unit.charCodeAt(0)] = LEGACY;
for (const unit of 'ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323\u0306\u0302\u031B')
	CLASSES[unit.charCodeAt(0)] = UNICODE_ONLY;
CLASSES.fill(UNICODE_ONLY, 0x1ea0, 0x1efa);

function traitsOf(text: string): number {
	let traits = 0;
	let words = 0;
	let keyed = 0;
	let before = OTHER;
	for (let at = 0; at <= text.length; at++) {
		const now = at < text.length ? CLASSES[text.charCodeAt(at)]! : OTHER;
		if (now === UNICODE_ONLY) return STRONG;
		if (now === OTHER) {
			if (before !== OTHER) words += 1;
			if (before === ENDING) keyed += 1;
		} else if (now === FOREIGN) keyed += 1;
		else if (now === LEGACY) traits |= HIGH;
		else if (now === DIGIT && before !== OTHER && before !== DIGIT) traits |= DIGITS;
		before = now;
	}
	// Two of three syllables typed in Telex show it this way; loan words alone are not worth a closer look
	return keyed * 6 >= words && keyed > 0 ? traits | KEYS : traits;
}

const within = (keys: Iterable<string>): string => `A-Za-z${[...keys].join('')}`;

/** What one word can be made of. A letter must come first where digits are keys, or `1A` would be one. */
const WORDS = {
	tcvn3: new RegExp(`[${within(TCVN3_LETTERS.keys())}]+`, 'g'),
	vni: new RegExp(`[${within([...VNI_LETTERS.keys(), ...VNI_MARKS.keys()])}]+`, 'g'),
	telex: /(?<![A-Za-z0-9\xC0-\u024F])[A-Za-z]+(?![A-Za-z0-9\xC0-\u024F])/g,
	vni_keys: /(?<![A-Za-z0-9\xC0-\u024F])[A-Za-z][A-Za-z0-9]*/g,
};

/** How many words carry marks, and how many of these can be syllables. */
interface Reading {
	readonly marked: number;
	readonly possible: number;
}

/** Three of four: names and foreign words are in every text. */
const ENOUGH = 0.75;

/** «nghieäng» and its likes, with quotation marks. */
const LONGEST = 10;

/** So many words settle it for a text of any length. */
const SAMPLE = 200;

function recogniseLetters(text: string, expected: Encoding): Encoding {
	const asIs = read(text, /[A-Za-z\xC0-\xFF]+/g, isMarkedSyllable);
	const tcvn3 = read(text, WORDS.tcvn3, (word) => isMarkedSyllable(decodeTcvn3(word, false)));
	const vni = read(text, WORDS.vni, (word) => isMarkedSyllable(decodeVni(word)));
	const best = tcvn3.possible === vni.possible ? expected : tcvn3.possible > vni.possible ? 'tcvn3' : 'vni';
	if (best !== 'tcvn3' && best !== 'vni') return 'unicode';
	const { marked, possible } = best === 'tcvn3' ? tcvn3 : vni;
	const least = expected === best ? 1 : 2;
	return possible >= least && possible > asIs.possible && possible >= ENOUGH * marked ? best : 'unicode';
}

function read(text: string, words: RegExp, isPossible: (word: string) => boolean): Reading {
	let marked = 0;
	let possible = 0;
	for (const [whole] of text.matchAll(words)) {
		const word = bare(whole);
		if (word.length === 1 || /^[A-Za-z]+$/.test(word) || KEPT.has(word)) continue;
		marked += 1;
		if (word.length <= LONGEST && isPossible(word)) possible += 1;
		if (marked === SAMPLE) break;
	}
	return { marked, possible };
}

/** So many words show a foreign text. */
const GLANCE = 20;

/**
 * Most words are possible, at least a third by their keys, and these are three different ones, or two with two
 * keys each, or two in a line without any other sign: `Ca1 Ca2 Ca3` is a list, `Thie61t ke61` is typed.
 */
function isTyped(text: string, style: KeyStyle, expected: Encoding): boolean {
	const shouted = isShouted(text);
	let words = 0;
	let possible = 0;
	let typed = 0;
	let keys = 0;
	const different = new Set<string>();
	for (const [word] of text.matchAll(WORDS[style])) {
		if (isAbbreviation(word, shouted)) continue;
		words += 1;
		const read = decodeKeys(word, style);
		if (read) {
			typed += 1;
			keys += read.keys;
			if (different.size < 3) different.add(word.toLowerCase().replace(/\d/g, ''));
		}
		if (read || isSyllable(word.toLowerCase())) possible += 1;
		if (words >= GLANCE && possible * 2 < words) return false;
		if (words === SAMPLE) break;
	}
	const flawless = words >= 4 && possible === words;
	const told = expected === style && words >= 2 && typed > 0;
	const sure = told || different.size >= 3 || (different.size === 2 && (flawless || keys >= 4));
	return sure && possible >= ENOUGH * words && typed * 3 >= words;
}

function decodeWord(word: string, encoding: Exclude<Encoding, 'unicode'>, shouted: boolean): string {
	if (KEPT.has(word)) return word;
	if (encoding === 'vni') return decodeVni(word);
	if (encoding === 'tcvn3') return decodeQuoted(word, shouted);
	return isAbbreviation(word, shouted) ? word : (decodeKeys(word, encoding)?.text ?? word);
}

/**
 * The words of a line that keys made syllables, in order: where each begins, how it is written and its folded
 * letters. What stands between them, JUKI and 221EN-3020 as well, is to be read as it is.
 */
export function* typedWords(line: string, style: KeyStyle): Generator<TypedWord> {
	const shouted = isShouted(line);
	for (const { 0: word, index } of line.matchAll(WORDS[style])) {
		const folded = isAbbreviation(word, shouted) ? word : foldKeys(word, style);
		if (folded !== word) yield { at: index, word, folded };
	}
}

export interface TypedWord {
	readonly at: number;
	readonly word: string;
	readonly folded: string;
}

/** Signs that are no Vietnamese word by themselves, units of measure, gases. */
const KEPT = new Set('× ÷ · µm µg µs µF µA µV CO2 SO2 NO2'.split(' '));

/** « and » are also ô and ằ: quotation marks only where the word would be none with them. */
function decodeQuoted(word: string, shouted: boolean): string {
	const core = bare(word);
	if (core === word) return decodeTcvn3(word, shouted);
	const [before, after] = word.split(core) as [string, string];
	return before + decodeTcvn3(core, shouted) + after;
}

function bare(word: string): string {
	if (!/^«|»$/.test(word) || isMarkedSyllable(decodeTcvn3(word, false))) return word;
	const core = word.replace(/^«/, '').replace(/»$/, '');
	return core && (/^[A-Za-z]+$/.test(core) || isMarkedSyllable(decodeTcvn3(core, false))) ? core : word;
}

function decodeTcvn3(word: string, shouted: boolean): string {
	const plain = word.replace(/[^A-Za-z]/g, '');
	const capitals = shouted || (plain.length > 1 && plain === plain.toUpperCase());
	const text = word.replace(/[^A-Za-z]/g, (code) => TCVN3_LETTERS.get(code) ?? code);
	return capitals ? text.toUpperCase() : text;
}

/** A mark that stands after no vowel is left as it is. */
function decodeVni(word: string): string {
	const letters: string[] = [];
	for (const char of word) {
		const marks = VNI_MARKS.get(char);
		if (marks && /[aeouyơư]/i.test(letters.at(-1) ?? '')) letters.push(letters.pop() + marks);
		else letters.push(VNI_LETTERS.get(char) ?? char);
	}
	return letters.join('').normalize('NFC');
}

/** A line without small letters: capitals say nothing there. */
const isShouted = (line: string): boolean => !/[a-z]/.test(line) && /[A-Z].*[A-Z]/s.test(line);

/** GIS, AMS, A4 in a line that is not shouted; but «Ở» and «Ổ» begin sentences as O73, O63. */
function isAbbreviation(word: string, shouted: boolean): boolean {
	if (shouted || word !== word.toUpperCase()) return false;
	return !/^[A-Z][67][1-5]$/.test(word);
}
