import type { Chance } from './chance.ts';
import { wordsOf } from './edits.ts';

/** Replaces words by others of their group, as article spinners do. */
export class Spinner {
	/** By the first syllable, phrases that begin with it, the longest first, each with all it may become. */
	readonly #phrases = new Map<string, { words: string[]; others: string[] }[]>();

	constructor(groups: readonly (readonly string[])[]) {
		const others = new Map<string, Set<string>>();
		for (const group of groups) {
			for (const phrase of group) {
				const set = others.get(phrase) ?? new Set();
				for (const other of group) if (other !== phrase) set.add(other);
				others.set(phrase, set);
			}
		}
		for (const [phrase, set] of others) {
			const words = wordsOf(phrase.toLowerCase());
			if (words.length === 0 || set.size === 0) continue;
			const list = this.#phrases.get(words[0]!) ?? [];
			list.push({ words, others: [...set] });
			this.#phrases.set(words[0]!, list);
		}
		for (const list of this.#phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
	}

	/**
	 * Replaces each phrase that has synonyms with the given probability; `replaced` is the share of all syllables
	 * that stood in replaced phrases.
	 */
	spin(text: string, probability: number, chance: Chance): { text: string; replaced: number } {
		const found = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
		const words = found.map(([word]) => word.toLowerCase());
		let out = '';
		let open = 0;
		let replaced = 0;
		for (let at = 0; at < words.length; ) {
			const phrase = this.#phrases
				.get(words[at]!)
				?.find((candidate) => this.#stands(candidate.words, words, at, text, found));
			if (!phrase) {
				at++;
				continue;
			}
			const last = found[at + phrase.words.length - 1]!;
			if (chance.chance(probability)) {
				const start = found[at]!.index;
				out += text.slice(open, start) + inCaseOf(found[at]![0], chance.pick(phrase.others));
				open = last.index + last[0].length;
				replaced += phrase.words.length;
			}
			at += phrase.words.length;
		}
		return { text: out + text.slice(open), replaced: words.length === 0 ? 0 : replaced / words.length };
	}

	/** A phrase stands at a place if its words do, with single spaces between them. */
	#stands(
		phrase: readonly string[],
		words: readonly string[],
		at: number,
		text: string,
		found: readonly RegExpExecArray[],
	): boolean {
		for (let index = 0; index < phrase.length; index++) {
			if (words[at + index] !== phrase[index]) return false;
			const before = found[at + index]!.index - 1;
			if (index > 0 && (text[before] !== ' ' || /\P{L}/u.test(text[before - 1]!))) return false;
		}
		return true;
	}
}

const inCaseOf = (model: string, word: string): string =>
	model[0] !== model[0]!.toLowerCase() ? word[0]!.toUpperCase() + word.slice(1) : word;
