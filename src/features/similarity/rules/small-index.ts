import type { Aligner } from './align.ts';
import { findingPairs } from './finding.ts';
import { Gathering } from './gather.ts';
import type { Match } from './memory-index.ts';
import type { Side } from './side.ts';

/** Of texts that share a pair so many are looked at: where more do, they are copies of one another. */
const SHARING = 100;
/** Candidates compared. */
const TOP = 10;

/** Finds what is alike among some thousand texts that are not stored, by the statistics of those that are. */
export class SmallIndex {
	#aligner: Aligner;
	#sides: Side[] = [];
	#lists = new Map<number, number[]>();
	#gathering = new Gathering();

	constructor(aligner: Aligner) {
		this.#aligner = aligner;
	}

	/** Adds a text, numbered from 0, and answers which of those before it are in a band with it, best first. */
	add(side: Side): Match[] {
		const doc = this.#sides.push(side) - 1;
		const { buckets, bits } = findingPairs(this.#aligner, side);
		for (const [at, bucket] of buckets.entries()) {
			const list = this.#lists.get(bucket);
			if (!list) this.#lists.set(bucket, [doc]);
			else {
				for (const each of list) this.#gathering.add(each, bits[at]!);
				if (list.length < SHARING) list.push(doc);
			}
		}
		return this.#gathering
			.take(TOP)
			.map((found) => ({
				doc: found.doc,
				comparison: this.#aligner.compare(side, this.#sides[found.doc]!),
			}))
			.filter(({ comparison }) => comparison.band !== 'clear')
			.sort((a, b) => b.comparison.score - a.comparison.score || a.doc - b.doc);
	}
}
