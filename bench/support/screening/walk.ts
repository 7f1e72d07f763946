import { type Chance, zipf } from './chance.ts';
import type { Inventor } from './invented.ts';
import type { Prose } from './prose.ts';

/** How a walk goes: chances per syllable, tuned until the gauges of a corpus came near the prototype's. */
export interface Gait {
	/** To go on at another place of the same syllable, so that the text stays locally real but is new as a whole. */
	jump: number;
	/** Of such a jump: to try a place in the article that the walk began in. */
	home: number;
	/** At the end of a sentence: to go on with any other sentence. */
	leave: number;
	/** To go on at any place at all: pairs of syllables that nobody has written yet. */
	leap: number;
	/** To put in a name, a number, a code. */
	invent: number;
}

export const GAIT: Gait = { jump: 0.45, home: 0.3, leave: 0.2, leap: 0.008, invent: 0.004 };

/**
 * No more syllables than this are taken in one piece: words that stand in one place only, such as foreign names,
 * offer nowhere to jump, and documents that copy nothing would share whole lines of them.
 */
const LONGEST_RUN = 12;

/** Walks over `count` syllables of the prose; begins at `from`, or anywhere. The text ends with a full stop. */
export function walk(
	prose: Prose,
	inventor: Inventor,
	chance: Chance,
	count: number,
	gait: Gait = GAIT,
	from: number = anySentence(prose, chance),
): string {
	const { text, starts, ends, stops, numbers } = prose;
	const home = articleOf(prose, from);
	let out = '';
	let at = from;
	/** Where in `text` the stretch not yet taken over begins. */
	let open = starts[at]!;
	/** Syllables since the walk last went elsewhere. */
	let run = 0;
	for (let done = 1; ; done++, run++) {
		if (numbers[at] === 1) {
			out += text.slice(open, starts[at]!) + inventor.number(chance, text.slice(starts[at]!, ends[at]!));
			open = ends[at]!;
		}
		if (done >= count) break;
		const stop = stops[at]!;
		if (stop > 0) {
			// Whole sentences follow each other, as in any text.
			if (stop === 2 || chance.chance(gait.leave)) {
				out += `${text.slice(open, ends[at]!)}. `;
				at = chance.chance(gait.home) ? sentenceIn(prose, chance, home) : anySentence(prose, chance);
				open = starts[at]!;
				run = 0;
				continue;
			}
		} else {
			const step = chance.next();
			if (run >= LONGEST_RUN || step < gait.leap) {
				out += `${text.slice(open, ends[at]!)} `;
				at = chance.below(starts.length);
				open = starts[at]!;
				run = 0;
				continue;
			}
			if (step < gait.leap + gait.jump) {
				const to = sameSyllable(prose, chance, at, chance.chance(gait.home) ? home : -1);
				if (to !== at && stops[to] !== 2) {
					out += text.slice(open, ends[at]!);
					open = ends[to]!;
					at = to;
					run = 0;
				}
			} else if (step < gait.leap + gait.jump + gait.invent) {
				out += `${text.slice(open, ends[at]!)} ${invention(inventor, chance)}`;
				open = ends[at]!;
			}
		}
		if (stops[at] === 2) {
			out += `${text.slice(open, ends[at]!)}. `;
			at = anySentence(prose, chance);
			open = starts[at]!;
			run = 0;
		} else at++;
	}
	return `${out}${text.slice(open, ends[at]!)}.`;
}

function invention(inventor: Inventor, chance: Chance): string {
	switch (chance.below(4)) {
		case 0:
			return inventor.code(chance);
		case 1:
			return inventor.place(chance);
		case 2:
			return inventor.name(chance);
		default:
			return inventor.number(chance, chance.pick(['0', '00', '000', '0,0', '0.000']));
	}
}

/** First syllable of any sentence. */
export function anySentence(prose: Prose, chance: Chance): number {
	return prose.sentences[chance.below(prose.sentences.length)]!;
}

/** First syllable of any sentence of any article, of some far more often than of others: people write about the same. */
export function anyTopic(prose: Prose, chance: Chance): number {
	const count = prose.articles.length - 1;
	const rank = ranks.get(count) ?? zipf(count, TOPICS);
	ranks.set(count, rank);
	// Articles stand in the order of their numbers, neighbours are about like things: the common ones lie spread.
	return sentenceIn(prose, chance, (rank(chance) * 1_000_003) % count);
}

/** How unlike the articles are in use: the exponent of Zipf's law. */
const TOPICS = 0.4;
const ranks = new Map<number, (chance: Chance) => number>();

/** Number of the article in which a syllable stands. */
export function articleOf(prose: Prose, at: number): number {
	return lowerBound(prose.articles, at + 1) - 1;
}

/** First syllable of any sentence of an article. */
export function sentenceIn({ articles, sentences }: Prose, chance: Chance, article: number): number {
	const low = lowerBound(sentences, articles[article]!);
	const high = lowerBound(sentences, articles[article + 1]!);
	return sentences[low + chance.below(high - low)]!;
}

/** Another place of the same syllable, in the article if it is there (−1: anywhere). */
function sameSyllable(prose: Prose, chance: Chance, at: number, article: number): number {
	const { words, offsets, places, articles } = prose;
	const word = words[at]!;
	const from = offsets[word]!;
	const to = offsets[word + 1]!;
	if (article >= 0) {
		const low = lowerBound(places, articles[article]!, from, to);
		const high = lowerBound(places, articles[article + 1]!, low, to);
		if (high - low > 1) return places[low + chance.below(high - low)]!;
	}
	return places[from + chance.below(to - from)]!;
}

/** The first index in `low` … `high` whose value is at least `value`, or `high`. */
function lowerBound(list: Uint32Array, value: number, low = 0, high = list.length): number {
	while (low < high) {
		const middle = (low + high) >> 1;
		if (list[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
