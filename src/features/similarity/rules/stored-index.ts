import { Aligner } from './align.ts';
import { type FindingPairs, findingPairs } from './finding.ts';
import { type Candidate, Gathering } from './gather.ts';
import { bytesWithin, FRESH_EACH, FRESH_MOST, type List, mostAlike } from './lists.ts';
import type { Effort } from './memory-index.ts';
import { type CandidateText, compared, type Near } from './near.ts';
import { BUCKETS } from './pairs.ts';
import { type SharedStatistics, statisticsOf } from './statistics.ts';
import { type SharedTexts, TextStore } from './text-store.ts';

/** What PostgreSQL keeps for searching, as of one moment, in memory that threads share. */
export interface SharedCorpus {
	statistics: SharedStatistics;
	/** Live texts by place: of ascending documents. */
	texts: SharedTexts;
	docs: Int32Array;
	subjects: Float64Array;
	/** Packed lists behind one another, and where that of a bucket begins; one more at the end. */
	packed: Uint8Array;
	packedStarts: Uint32Array;
	/** The same of documents that came after packing. */
	fresh: Int32Array;
	freshStarts: Uint32Array;
}

/** Where the lists of buckets begin, told in ascending order of buckets. */
export class ListStarts {
	readonly starts = new Uint32Array(new SharedArrayBuffer((BUCKETS + 1) * 4));
	#next = 0;

	begin(bucket: number, at: number): void {
		while (this.#next <= bucket) this.starts[this.#next++] = at;
	}

	end(at: number): Uint32Array {
		return this.starts.fill(at, this.#next);
	}
}

/**
 * Searches the stored lists in memory. Finds what `nearestTo` finds through PostgreSQL, in the same order: it reads
 * the same lists as far. Each thread has its own over the same memory.
 */
export class StoredIndex {
	#corpus: SharedCorpus;
	#texts: TextStore;
	#aligner: Aligner;
	#gathering = new Gathering();

	constructor(corpus: SharedCorpus) {
		this.#corpus = corpus;
		this.#texts = TextStore.of(corpus.texts);
		this.#aligner = new Aligner(statisticsOf(corpus.statistics));
	}

	/** The texts nearest to the one at a place, best first, but those of its own subject. */
	nearest(place: number, effort: Effort): Near[] {
		const side = this.#aligner.side(this.#texts.at(place));
		const pairs = findingPairs(this.#aligner, side);
		const found = mostAlike(this.#gathering, pairs, this.#lists(pairs, effort.budget), effort);
		const except = this.#corpus.subjects[place]!;
		return compared(this.#aligner, side, this.#candidates(found, effort.top, except));
	}

	#candidates(found: readonly Candidate[], top: number, except: number): CandidateText[] {
		const { docs, subjects } = this.#corpus;
		return found
			.map(({ doc, bits }) => ({ place: placeOf(docs, doc), bits }))
			.filter(({ place }) => place >= 0 && subjects[place] !== except)
			.map(({ place, bits }) => ({ place, bits, subject: subjects[place]! }))
			.sort((a, b) => b.bits - a.bits || a.subject - b.subject)
			.slice(0, top)
			.map(({ place, subject }) => ({ doc: docs[place]!, subject, hashes: this.#texts.at(place) }));
	}

	#lists({ buckets }: FindingPairs, budget: number): List[] {
		const { packed, packedStarts, fresh, freshStarts } = this.#corpus;
		const lists: List[] = [];
		const sizes: { place: number; bucket: number; start: number; size: number }[] = [];
		let freshLeft = Math.min(budget, FRESH_MOST);
		for (const [place, bucket] of buckets.entries()) {
			const start = packedStarts[bucket]!;
			const size = packedStarts[bucket + 1]! - start;
			if (size > 0) sizes.push({ place, bucket, start, size });
			const from = freshStarts[bucket]!;
			const count = Math.min(freshStarts[bucket + 1]! - from, FRESH_EACH, freshLeft);
			if (count > 0) lists.push({ place, packed: null, fresh: fresh.subarray(from, from + count) });
			freshLeft -= count;
		}
		let left = bytesWithin(budget);
		for (const { place, start, size } of sizes.sort((a, b) => a.size - b.size || a.bucket - b.bucket)) {
			if (left <= 0) break;
			lists.push({ place, packed: packed.subarray(start, start + Math.min(size, left)), fresh: null });
			left -= size;
		}
		return lists;
	}
}

/** Where a number stands among ascending ones; -1 where it does not. */
export function placeOf(ascending: Int32Array, wanted: number): number {
	let from = 0;
	for (let to = ascending.length - 1; from <= to; ) {
		const middle = (from + to) >> 1;
		const each = ascending[middle]!;
		if (each === wanted) return middle;
		if (each < wanted) from = middle + 1;
		else to = middle - 1;
	}
	return -1;
}
