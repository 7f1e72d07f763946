import type { Comparison, Passage } from '../schema.ts';
import { type Alignment, type Chain, judge, type Seed } from './bands.ts';
import { bucketOf } from './pairs.ts';
import { pairAt, Side } from './side.ts';
import { bitsOf, type Statistics } from './statistics.ts';

/** A passage goes on over so many syllables that differ, in either text. */
const GAP = 12;
/** Of a pair that stands often in a text so many places are tried: «a a a a …» costs no more than a story. */
const PLACES = 16;
/** A passage of less is chance: two or three pairs that meet in any two texts of one trade. */
const LEAST_BITS = 24;
/** Over a gap of so many syllables two chains become one passage, if each has so many bits. */
const LONG_GAP = 30;
const LEAST_JOINED = 12;
/** A stretch of boilerplate is shown, greyed, from so many syllables. */
const LEAST_BOILERPLATE = 8;

/**
 * What a gap costs, in bits: how many places might as well have met within it. Few do on the same diagonal, where
 * words were replaced by as many others.
 */
const COST = Array.from({ length: GAP + 2 }, (_, dx) =>
	Array.from(
		{ length: GAP + 2 },
		(_, dy) => Math.log2(Math.max(dx, dy, 1)) + Math.log2(1 + Math.abs(dx - dy)),
	),
);

/** Compares texts under one statistics. Holds no text between calls. */
export class Aligner {
	readonly statistics: Statistics;
	#levelBits: Float64Array;

	constructor(statistics: Statistics) {
		this.statistics = statistics;
		this.#levelBits = Float64Array.from({ length: 256 }, (_, level) => bitsOf(statistics.documents, level));
	}

	/** Makes a text ready; one that is compared with many is made ready once. */
	side(hashes: Uint16Array): Side {
		return new Side(hashes, this.statistics.boilerplate);
	}

	/** Evidence of the pair at a place, boilerplate or not. */
	bits(side: Side, pair: number): number {
		const bucket = bucketOf(side.hashes[pair]!, side.hashes[pair + 1]!);
		return this.#levelBits[this.statistics.level(bucket)]!;
	}

	/** What two texts have in common. `compare(b, a)` is the same with the sides of the passages swapped. */
	compare(a: Side, b: Side): Comparison {
		const straight = a.precedes(b);
		const [x, y] = straight ? [a, b] : [b, a];
		const alignment = joined(this.#chain(x, y));
		// A text as short as a title, or of one word again and again, has few bits, but its copy is one.
		const same = x.equals(y);
		for (const chain of alignment.chains)
			chain.kept =
				same ||
				chain.bits >= LEAST_BITS ||
				(chain.own === 0 && chain.yLast - chain.yStart >= LEAST_BOILERPLATE);
		const passages = alignment.chains
			.filter(({ kept }) => kept)
			.flatMap(partsOf)
			.map((part) => passageOf(part, straight));
		passages.sort((one, other) => one.aStart - other.aStart || one.bStart - other.bStart);
		return { ...judge(x, y, alignment, this.statistics), passages };
	}

	/**
	 * Walks the second text and lets each shared pair lengthen the chain that it follows most closely, in both
	 * texts forward, or begin one. A pair's evidence counts once, and less after a gap: the wider the gap, the
	 * likelier that some pair or other meets in it.
	 */
	#chain(x: Side, y: Side): Alignment {
		const chains: Chain[] = [];
		const seeds: Seed[] = [];
		const places = x.places;
		const counted = new Uint8Array(x.pairs);
		let sharedBits = 0;
		let open: Chain[] = [];
		let latest: Chain | undefined;
		for (let at = 0; at < y.pairs; at++) {
			const pair = pairAt(y.hashes, at);
			const first = places.first(pair);
			if (first < 0) continue;
			let place = first;
			let chain: Chain | undefined;
			if (
				latest?.yLast === at - 1 &&
				latest.xLast + 1 < x.pairs &&
				pairAt(x.hashes, latest.xLast + 1) === pair
			) {
				chain = latest;
				place = latest.xLast + 1;
			} else {
				open = open.filter(({ yLast }) => at - yLast <= GAP + 1);
				let cost = Number.POSITIVE_INFINITY;
				for (let each = first, tried = 0; each >= 0 && tried < PLACES; each = places.next[each]!, tried++) {
					for (const candidate of open) {
						const ahead = each - candidate.xLast;
						if (ahead < 1 || ahead > GAP + 1 || ahead + at - candidate.yLast >= cost) continue;
						chain = candidate;
						place = each;
						cost = ahead + at - candidate.yLast;
					}
				}
			}

			const own = !x.isBoilerplate(place) && !y.isBoilerplate(at);
			const gain = own && !counted[first] ? this.bits(y, at) : 0;
			counted[first] = 1;
			sharedBits += gain;
			if (chain) {
				chain.bits += Math.max(0, gain - COST[place - chain.xLast]![at - chain.yLast]!);
				chain.xLast = place;
				chain.yLast = at;
			} else {
				chain = { xStart: place, yStart: at, xLast: place, yLast: at, bits: gain, own: 0, kept: false };
				chains.push(chain);
				open.push(chain);
			}
			if (own) {
				chain.own++;
				chain.ownLast = { x: place, y: at };
				chain.ownFirst ??= chain.ownLast;
			}
			seeds.push({ x: place, y: at, chain });
			latest = chain;
		}
		return { chains, seeds, sharedBits };
	}
}

/**
 * Chains that go on in both texts after a longer gap become one: of a copy that was changed much some words in a
 * row keep no pair, and it is one passage for whoever reads it.
 */
function joined(alignment: Alignment): Alignment {
	const into = new Map<Chain, Chain>();
	let open: Chain[] = [];
	for (const chain of alignment.chains) {
		if (chain.bits < LEAST_JOINED) continue;
		// Chains come in the order of the second text: what lies too far back there is done with.
		open = open.filter(({ yLast }) => chain.yStart - yLast <= LONG_GAP);
		const former = open.findLast(
			({ xLast, yLast }) => chain.xStart > xLast && chain.xStart - xLast <= LONG_GAP && chain.yStart > yLast,
		);
		if (!former) {
			open.push(chain);
			continue;
		}
		into.set(chain, former);
		former.bits = afterLongGap(former) + afterLongGap(chain);
		former.own += chain.own;
		former.ownLast = chain.ownLast;
		former.xLast = chain.xLast;
		former.yLast = chain.yLast;
	}
	if (into.size === 0) return alignment;
	for (const seed of alignment.seeds) seed.chain = into.get(seed.chain) ?? seed.chain;
	return { ...alignment, chains: alignment.chains.filter((chain) => !into.has(chain)) };
}

/** What stands for itself loses nothing by a gap. */
const afterLongGap = ({ bits }: Chain): number =>
	bits >= LEAST_BITS ? bits : Math.max(0, bits - 2 * Math.log2(LONG_GAP));

type Stretch = Pick<Chain, 'xStart' | 'yStart' | 'xLast' | 'yLast' | 'bits'>;

/** A chain without the boilerplate at its ends, such as the heading that follows a copied paragraph in both texts. */
function partsOf({ xStart, yStart, xLast, yLast, bits, ownFirst, ownLast }: Chain): Stretch[] {
	if (!ownFirst || !ownLast) return [{ xStart, yStart, xLast, yLast, bits }];
	const before = { xStart, yStart, xLast: ownFirst.x - 1, yLast: ownFirst.y - 1, bits: 0 };
	const own = { xStart: ownFirst.x, yStart: ownFirst.y, xLast: ownLast.x, yLast: ownLast.y, bits };
	const after = { xStart: ownLast.x + 1, yStart: ownLast.y + 1, xLast, yLast, bits: 0 };
	return [before, own, after].filter(
		(part) =>
			part === own || Math.min(part.xLast - part.xStart, part.yLast - part.yStart) >= LEAST_BOILERPLATE,
	);
}

function passageOf({ xStart, xLast, yStart, yLast, bits }: Stretch, straight: boolean): Passage {
	return straight
		? { aStart: xStart, aEnd: xLast + 2, bStart: yStart, bEnd: yLast + 2, bits }
		: { aStart: yStart, aEnd: yLast + 2, bStart: xStart, bEnd: xLast + 2, bits };
}
