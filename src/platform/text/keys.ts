import { fits, type Tone } from './syllables.ts';

/** Marks left as the keys that should have made them, where the input method was off. */
export type KeyStyle = 'telex' | 'vni_keys';

const TELEX_TONES: Readonly<Record<string, Tone>> = {
	s: '\u0301',
	f: '\u0300',
	r: '\u0309',
	x: '\u0303',
	j: '\u0323',
};
const VNI_TONES: Readonly<Record<string, Tone>> = {
	'1': '\u0301',
	'2': '\u0300',
	'3': '\u0309',
	'4': '\u0303',
	'5': '\u0323',
};
/** English words that Telex could make syllables: they stand in texts of engineers more often than á, ò or bú. */
const ENGLISH = new Set('as bus gas has her his if is its of or row rows see text this us'.split(' '));

const VOWELS = 'aăâeêioôơuưy';
const HATS: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };

/** One typed syllable as read: letters without tone (lower case), which of them are capitals, and its keys. */
interface Typed {
	readonly letters: string[];
	readonly capitals: boolean[];
	tone: Tone;
	/** How many keys stood for a mark. */
	keys: number;
}

/** The folded letters of one typed syllable (ASCII, lower case), or the word as it is: `chees` → `che`, `vest1` stays. */
export function foldKeys(word: string, style: KeyStyle): string {
	const typed = readKeys(word, style);
	return typed ? typed.letters.map(baseOf).join('') : word;
}

/** One typed word of any case in Unicode with the number of keys that meant a mark, or null if it can be no syllable. */
export function decodeKeys(word: string, style: KeyStyle): { text: string; keys: number } | null {
	const typed = readKeys(word, style);
	if (!typed) return null;
	const toned = tonedLetter(typed.letters);
	const text = typed.letters
		.map((letter, at) => letter + (at === toned ? typed.tone : ''))
		.map((letter, at) => (typed.capitals[at] ? letter.toUpperCase() : letter))
		.join('');
	return { text: text.normalize('NFC'), keys: typed.keys };
}

function readKeys(word: string, style: KeyStyle): Typed | null {
	// The longest, «nghieengf» and «nghie6ng2», have nine; keys typed twice make a few more
	if (word.length > 12 || (style === 'telex' && ENGLISH.has(word.toLowerCase()))) return null;
	const typed: Typed = { letters: [], capitals: [], tone: '', keys: 0 };
	const press = style === 'telex' ? pressTelex : pressVni;
	for (const char of word) {
		const key = char.toLowerCase();
		const done = press(typed, key);
		if (done === false) return null;
		if (done) typed.keys += 1;
		else {
			typed.letters.push(key);
			typed.capitals.push(key !== char);
		}
	}
	if (typed.keys === 0) return null;
	// «vest», «test», «cost»: a tone is seldom typed before the t, and then beside other keys
	if (style === 'telex' && typed.keys === 1 && /st$/i.test(word)) return null;
	joinHorns(typed.letters);
	return fits(typed.letters.join(''), typed.tone) ? typed : null;
}

/** True: the key was a mark. False: it can mean nothing here. Undefined: it is a letter. */
type Pressed = boolean | undefined;

function pressTelex(typed: Typed, key: string): Pressed {
	const { letters } = typed;
	const last = letters.at(-1);
	if (key === 'd' && last === 'd' && letters.length === 1) return put(letters, 0, 'đ');
	if (HATS[key] && last === key) return put(letters, letters.length - 1, HATS[key]);
	if (!letters.some(isVowel)) return undefined;
	if (key === 'w') return horn(letters) || breve(letters);
	return key in TELEX_TONES ? setTone(typed, TELEX_TONES[key]!) : undefined;
}

function pressVni(typed: Typed, key: string): Pressed {
	if (key < '0' || key > '9') return undefined;
	const { letters } = typed;
	if (key === '9') return letters[0] === 'd' && put(letters, 0, 'đ');
	if (key === '8') return breve(letters);
	if (key === '7') return horn(letters);
	if (key === '6') {
		const at = letters.findLastIndex((letter) => letter in HATS);
		return at >= 0 && put(letters, at, HATS[letters[at]!]!);
	}
	return key !== '0' && letters.some(isVowel) && setTone(typed, VNI_TONES[key]!);
}

function setTone(typed: Typed, tone: Tone): boolean {
	if (typed.tone) return false;
	typed.tone = tone;
	return true;
}

function put(letters: string[], at: number, letter: string): true {
	letters[at] = letter;
	return true;
}

/** ơ or ư from the last o, else the first u of the last vowels; «ua» after anything but q is «ưa». */
function horn(letters: string[]): boolean {
	const o = letters.lastIndexOf('o');
	if (o >= 0 && letters[o + 1] !== 'a') return put(letters, o, 'ơ');
	const u = letters.indexOf('u', letters[0] === 'q' ? 2 : 0);
	return u >= 0 && put(letters, u, 'ư');
}

function breve(letters: string[]): boolean {
	const a = letters.lastIndexOf('a');
	return a >= 0 && put(letters, a, 'ă');
}

/** Typists press the horn of «ươ» once or twice; alone «uơ» is only right at the end (thuở). */
function joinHorns(letters: string[]): void {
	for (let at = 0; at + 2 < letters.length; at++) {
		if (letters[at] === 'u' && letters[at + 1] === 'ơ' && letters[0] !== 'q') letters[at] = 'ư';
		if (letters[at] === 'ư' && letters[at + 1] === 'o') letters[at + 1] = 'ơ';
	}
}

/** Where the tone stands in print, the older way most people write: hòa, thủy; but hoàn, quý, giá, nước. */
function tonedLetter(letters: readonly string[]): number {
	const marked = letters.findLastIndex((letter) => 'ăâêôơư'.includes(letter));
	if (marked >= 0) return marked;
	const glides = (letters[0] === 'q' && letters[1] === 'u') || (letters[0] === 'g' && letters[1] === 'i');
	const from = glides && isVowel(letters[2] ?? '') ? 2 : 0;
	const first = letters.findIndex((letter, at) => at >= from && isVowel(letter));
	const last = letters.findLastIndex(isVowel);
	if (last < letters.length - 1) return last;
	return last - first === 2 ? first + 1 : first;
}

const isVowel = (letter: string): boolean => letter !== '' && VOWELS.includes(letter);

const baseOf = (letter: string): string => (letter === 'đ' ? 'd' : letter.normalize('NFD')[0]!);
