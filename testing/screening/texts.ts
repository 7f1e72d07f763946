import type { Random } from '#database/demo/random.ts';

const STARTS = [
	'b',
	'c',
	'ch',
	'd',
	'g',
	'h',
	'kh',
	'l',
	'm',
	'n',
	'nh',
	'ph',
	'qu',
	's',
	't',
	'th',
	'tr',
	'v',
];
const RIMES =
	'a ac ai an ang anh at au e em en eo i ich im in inh it o oc oi om on ong u uc ui un ung uoc uon'.split(
		' ',
	);

/** Made-up syllables, some much more frequent than others, as in a language. */
function syllable(random: Random): string {
	const rank = Math.floor(STARTS.length * RIMES.length * random.next() ** 2);
	return STARTS[rank % STARTS.length]! + RIMES[Math.floor(rank / STARTS.length)]!;
}

export const words = (random: Random, count: number): string =>
	Array.from({ length: count }, () => syllable(random)).join(' ');

/** A share of the syllables left out, replaced or followed by another. */
export function edited(random: Random, text: string, share: number): string {
	return text
		.split(' ')
		.flatMap((word) => {
			if (!random.chance(share)) return [word];
			return random.pick([[], [syllable(random)], [word, syllable(random)]]);
		})
		.join(' ');
}

/**
 * Texts of which some are made from others: whole with edits, a passage, two halves of two. Some sentences stand in
 * many. The same random gives the same texts.
 */
export function relatedTexts(random: Random, count: number): string[] {
	const stock = Array.from({ length: 6 }, () => words(random, 12));
	const texts: string[] = [];
	for (let index = 0; index < count; index++) {
		const own = words(random, random.int(60, 180));
		const [one, other] = [
			texts.length > 1 ? random.pick(texts) : own,
			texts.length > 1 ? random.pick(texts) : own,
		];
		const kind = random.weighted([
			['fresh', 10],
			['copy', 2],
			['edited', 4],
			['passage', 4],
			['merged', 2],
		] as const);
		const body = {
			fresh: own,
			copy: one,
			edited: edited(random, one, random.next() * 0.4),
			passage: `${own} ${part(one, random.int(30, 60))}`,
			merged: `${part(one, 60)} ${part(other, 60)}`,
		}[kind];
		texts.push(random.chance(0.5) ? `${random.pick(stock)} ${body}` : body);
	}
	return texts;
}

const part = (text: string, count: number) => text.split(' ').slice(0, count).join(' ');
