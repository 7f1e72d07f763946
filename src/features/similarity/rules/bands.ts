import type { Band, Comparison } from '../schema.ts';
import { probability } from './model.ts';
import type { Side } from './side.ts';
import type { Statistics } from './statistics.ts';

/** A place in either text. */
export interface Place {
	x: number;
	y: number;
}

/** A chain of shared pairs: first and last place in either text. */
export interface Chain {
	xStart: number;
	yStart: number;
	xLast: number;
	yLast: number;
	bits: number;
	/** Pairs that are not boilerplate, and the first and last of them. */
	own: number;
	ownFirst?: Place;
	ownLast?: Place;
	/** Strong enough to be a passage. */
	kept: boolean;
}

/** One shared pair. */
export interface Seed {
	x: number;
	y: number;
	chain: Chain;
}

export interface Alignment {
	chains: Chain[];
	seeds: Seed[];
	/** Evidence of all shared pairs, wherever they stand. */
	sharedBits: number;
}

/** What the model is given, in this order; each about 0 to 1 for what people hand in. */
export const FEATURES = [
	'bits',
	'shared_bits',
	'best_passage_bits',
	'containment',
	'lesser_containment',
	'raw_cover',
	'longest_passage',
	'passages',
	'lengths',
] as const;

/**
 * Evidence in bits that chance does not reach: among more texts more pairs of texts meet by chance, so it grows
 * with the logarithm of their number: 254 at 2.4 million. Set with room to spare: of 20,000 made-up texts that copy
 * nothing hardly one reaches 200 there (docs/screening.md has the curve), but real trades repeat themselves more.
 */
export const suspiciousFrom = (documents: number): number => 12 * Math.log2(Math.max(documents, 32));

/** What the features are relative to; the model was learnt with it, whatever the threshold of the day. */
const scaleOf = (documents: number): number => 14 * Math.log2(Math.max(documents, 32));

/** Judges what two texts have in common: how much, of what kind, and in which band that puts the pair. */
export function judge(
	x: Side,
	y: Side,
	alignment: Alignment,
	{ documents, model }: Statistics,
): Omit<Comparison, 'passages'> {
	const { bits, best, longest, passages, xShare, yShare, rawCover } = measure(x, y, alignment);
	const enough = suspiciousFrom(documents);
	const containment = Math.max(xShare, yShare);
	const scale = scaleOf(documents);
	const features = [
		Math.log1p(bits / scale),
		Math.log1p(alignment.sharedBits / scale),
		Math.log1p(best / scale),
		containment,
		Math.min(xShare, yShare),
		rawCover,
		Math.log1p(longest / 20),
		Math.log1p(passages) / 4,
		(Math.min(x.own, y.own) + 1) / (Math.max(x.own, y.own) + 1),
	];
	const likely = probability(model, features);
	const band = bandOf({ bits, containment, rawCover, likely }, enough, model.similarFrom);
	return { band, score: (likely + containment) / 2, containment, rawCover, bits, features };
}

interface Measures {
	bits: number;
	containment: number;
	rawCover: number;
	likely: number;
}

/** The rule of the bands (screening.md §5), the figures relative to `enough` bits so that it holds at any size. */
function bandOf(
	{ bits, containment, rawCover, likely }: Measures,
	enough: number,
	similarFrom: number,
): Band {
	if (containment >= 0.5 && (bits >= enough || rawCover >= 0.85)) return 'duplicate';
	if (rawCover >= 0.98) return 'duplicate';
	if (bits >= enough || (containment >= 0.3 && bits >= (enough * 2) / 3)) return 'suspicious';
	// Without a passage there is nothing to show: any two long texts share words.
	return bits > 0 && likely >= similarFrom ? 'similar' : 'clear';
}

function measure(x: Side, y: Side, { chains, seeds }: Alignment) {
	const [xMark, yMark] = [new Uint8Array(x.hashes.length), new Uint8Array(y.hashes.length)];
	for (const seed of seeds) {
		if (!seed.chain.kept) continue;
		// 2: in a passage with evidence of its own
		const mark = seed.chain.own > 0 ? 2 : 1;
		for (let at = 0; at < 2; at++) {
			xMark[seed.x + at]! |= mark;
			yMark[seed.y + at]! |= mark;
		}
	}
	const [xCount, yCount] = [shares(xMark, x), shares(yMark, y)];
	let [bits, best, longest, passages] = [0, 0, 0, 0];
	for (const chain of chains) {
		if (!chain.kept || chain.own === 0) continue;
		bits += chain.bits;
		best = Math.max(best, chain.bits);
		longest = Math.max(longest, chain.yLast - chain.yStart + 2);
		passages++;
	}
	return {
		bits,
		best,
		longest,
		passages,
		xShare: xCount.own,
		yShare: yCount.own,
		rawCover: Math.min(xCount.all, yCount.all),
	};
}

/** Shares of a text's syllables that are marked: of its own words, and of all. */
function shares(marks: Uint8Array, side: Side): { own: number; all: number } {
	let [own, all] = [0, 0];
	for (let at = 0; at < marks.length; at++) {
		if (marks[at] === 0) continue;
		all++;
		if (marks[at]! >= 2 && side.covered[at] === 0) own++;
	}
	return { own: own / Math.max(1, side.own), all: all / Math.max(1, marks.length) };
}
