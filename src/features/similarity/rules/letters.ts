import { TCVN3_LETTERS, VNI_LETTERS, VNI_MARKS } from '#platform/text/legacy.ts';

/** A unit between syllables. */
export const SEPARATOR = 0;
/** A unit that is read over, also inside a syllable: tone marks, zero-width characters, soft hyphens. */
export const SKIP = 1;

/** For each UTF-16 unit: the base letter or digit it stands for (its code in lower case), or one of the above. */
export type Letters = Uint16Array;

// Marks and invisible characters
const READ_OVER = /[\p{M}\p{Cf}\p{Lm}]|[\u115f\u1160\u3164\uffa0]/u;

// Look-alikes of Latin letters that NFKD leaves alone, as people who evade screening use them.
const LOOK_ALIKES: Record<string, string> = {
	...pairs('аеорсухіјѕһԁԛԝӏѵ', 'aeopcyxijshdqwlv'),
	...pairs('вкмнтзг', 'bkmht3r'),
	...pairs('αβεηικνορτυχω', 'abenikvoptuxw'),
	...pairs('ıøłßđðŧħæœƒ', 'iolsddthaof'),
	// Capitals that look like another letter than their lower case does.
	...pairs('ΗΝΡΥΧΜΖ', 'hnpyxmz'),
};

/** Base letters of Unicode text: NFC, NFD, tone placement, case, full width and look-alikes fall together. */
export const UNICODE: Letters = letters((unit) => baseOf(String.fromCharCode(unit)));

/** Base letters of text written with TCVN3 (ABC) fonts. */
export const TCVN3: Letters = overlay((set) => {
	for (const [legacy, letter] of TCVN3_LETTERS) set(legacy, UNICODE[letter.charCodeAt(0)]!);
});

/** Base letters of text written with VNI fonts: marks are characters of their own and read over. */
export const VNI: Letters = overlay((set) => {
	for (const [legacy, letter] of VNI_LETTERS) set(legacy, UNICODE[letter.charCodeAt(0)]!);
	for (const mark of VNI_MARKS.keys()) set(mark, SKIP);
});

function pairs(from: string, to: string): Record<string, string> {
	return Object.fromEntries([...from].map((letter, index) => [letter, [...to][index]!]));
}

function letters(of: (unit: number) => number): Letters {
	return Uint16Array.from({ length: 0x10000 }, (_, unit) => of(unit));
}

function overlay(fill: (set: (letter: string, base: number) => void) => void): Letters {
	const table = UNICODE.slice();
	fill((letter, base) => {
		table[letter.charCodeAt(0)] = base;
	});
	return table;
}

function baseOf(char: string): number {
	if (char >= '\ud800' && char <= '\udfff') return SEPARATOR;
	const first = char.normalize('NFKD').charAt(0);
	const lower = first.toLowerCase();
	const base = lower === first ? first : lower.normalize('NFKD').charAt(0);
	if (READ_OVER.test(char)) return SKIP;
	const letter = LOOK_ALIKES[char] ?? LOOK_ALIKES[base] ?? base;
	return /[\p{L}\p{N}]/u.test(letter) ? letter.charCodeAt(0) : SEPARATOR;
}
