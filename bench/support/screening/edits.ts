import type { Chance } from './chance.ts';
import type { Inventor } from './invented.ts';
import type { Prose } from './prose.ts';

/** A syllable with what stands before it. */
interface Piece {
	before: string;
	word: string;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A text as its syllables and what stands after the last. */
function piecesOf(text: string): { pieces: Piece[]; rest: string } {
	const pieces: Piece[] = [];
	let at = 0;
	for (const match of text.matchAll(WORD)) {
		pieces.push({ before: text.slice(at, match.index), word: match[0] });
		at = match.index + match[0].length;
	}
	return { pieces, rest: text.slice(at) };
}

/** The syllables of a text, as written. */
export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/**
 * Changes a share of the syllables as somebody does who hides a copy: half are replaced by other words, a quarter
 * deleted, and as many inserted; every second time one by one, else in runs of two to five.
 */
export function edit(text: string, share: number, chance: Chance, prose: Prose): string {
	const { pieces, rest } = piecesOf(text);
	const inserted: string[] = Array(pieces.length).fill('');
	const touched = new Uint8Array(pieces.length);
	let left = Math.round(share * pieces.length);
	// Of a short text so much may have been touched that no place is found.
	for (let tries = 0; left > 0 && tries < 20 * pieces.length; tries++) {
		const run = Math.min(left, chance.chance(0.5) ? 1 : chance.int(2, 5));
		const from = chance.below(pieces.length - run + 1);
		if (touched.subarray(from, from + run).includes(1)) continue;
		const way = chance.below(4);
		const words = anyWords(prose, chance, run);
		if (way === 3) {
			inserted[from] = words.join(' ');
			touched[from] = 1;
		} else {
			for (let at = from; at < from + run; at++) {
				touched[at] = 1;
				if (way === 2) pieces[at]!.word = '';
				else pieces[at]!.word = words[at - from]!;
			}
		}
		left -= run;
	}
	let out = '';
	for (const [at, { before, word }] of pieces.entries()) {
		if (inserted[at]) out += `${before || ' '}${inserted[at]}${word ? ' ' : ''}${word}`;
		else if (word) out += before + word;
		// What stood before a deleted word goes with it, unless it ends a sentence or a line.
		else if (/[^ ]/.test(before)) out += before;
	}
	return out + rest;
}

/** Neighbouring words of any place of the prose. */
function anyWords({ text, starts, ends }: Prose, chance: Chance, count: number): string[] {
	const from = chance.below(starts.length - count + 1);
	return Array.from({ length: count }, (_, index) =>
		text.slice(starts[from + index], ends[from + index]).toLowerCase(),
	);
}

/** Another name for every name of two and more words that begin with a capital; other digits for every number. */
export function renamed(text: string, chance: Chance, inventor: Inventor): string {
	return text
		.replace(/\d+(?:[.,]\d+)*/g, (number) => inventor.number(chance, number))
		.replace(/(?<=\p{Ll}[,»"]? )\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)+/gu, () =>
			chance.chance(0.5) ? inventor.name(chance) : inventor.place(chance),
		);
}

/** One digit of the first number after a word such as `lớp`, else of the first number, becomes another. */
export function oneDigitApart(text: string, chance: Chance): string {
	const match = /(?:lớp|khối|số) \d/iu.exec(text) ?? /\d/.exec(text);
	if (!match) return text;
	const at = match.index + match[0].length - 1;
	return text.slice(0, at) + ((Number(text[at]) + chance.int(1, 9)) % 10) + text.slice(at + 1);
}

/** The sentences and lines of a text. */
export const sentencesOf = (text: string): string[] =>
	text.split(/(?<=[.!?;])\s+|\n+/).filter((sentence) => sentence !== '');

/** All sentences in another order. */
export const shuffled = (text: string, chance: Chance): string =>
	chance.shuffled(sentencesOf(text)).join(' ');

/** In each sentence the clauses between commas begin elsewhere, and a share of them is left out. */
export function clausesTurned(text: string, chance: Chance, dropped: number): string {
	return sentencesOf(text)
		.map((sentence) => {
			const clauses = sentence.split(/, /);
			const turn = chance.below(clauses.length);
			return [...clauses.slice(turn), ...clauses.slice(0, turn)]
				.filter(() => !chance.chance(dropped))
				.join(', ');
		})
		.filter((sentence) => sentence !== '')
		.join(' ');
}
