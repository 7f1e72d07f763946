import type { Aligner } from './align.ts';
import { bucketOf, bucketsOf, tooCommon } from './pairs.ts';
import type { Side } from './side.ts';
import { levelOf, type Statistics } from './statistics.ts';

/** Pairs by which texts are sought: distinct, rarest first, of equals the lower bucket. */
export interface FindingPairs {
	buckets: Int32Array;
	/** Evidence of each in sixteenths of a bit: sums of whole numbers do not depend on their order. */
	bits: Int32Array;
}

/** Pairs above this level are too common to find anything by; they have no list. */
export const levelOfCommon = ({ documents }: Statistics): number => levelOf(tooCommon(documents));

/**
 * The buckets by which a text that comes in is found: all but the too common. Boilerplate of today may be none under
 * the next statistics, which see more texts.
 */
export function indexedBuckets(statistics: Statistics, hashes: Uint16Array): Uint32Array {
	const most = levelOfCommon(statistics);
	return bucketsOf(hashes).filter((bucket) => statistics.level(bucket) <= most);
}

/** By what a text's likes are sought: not by boilerplate, nor by what is too common. */
export function findingPairs(aligner: Aligner, side: Side): FindingPairs {
	const { statistics } = aligner;
	const most = levelOfCommon(statistics);
	const places = new Map<number, number>();
	for (let at = 0; at < side.pairs; at++) {
		const bucket = bucketOf(side.hashes[at]!, side.hashes[at + 1]!);
		if (places.has(bucket) || side.isBoilerplate(at) || statistics.level(bucket) > most) continue;
		places.set(bucket, at);
	}
	const found = [...places].sort(
		([one], [other]) => statistics.level(one) - statistics.level(other) || one - other,
	);
	return {
		buckets: Int32Array.from(found, ([bucket]) => bucket),
		bits: Int32Array.from(found, ([, at]) => Math.max(1, Math.round(aligner.bits(side, at) * 16))),
	};
}
