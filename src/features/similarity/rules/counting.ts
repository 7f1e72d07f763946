import { BUCKETS, boilerplateFrom, bucketOf, SEQUENCE, SEQUENCES, sequenceAt } from './pairs.ts';
import { Sketches } from './sketch.ts';
import { levelOf, SequenceSet } from './statistics.ts';

/**
 * Counts, over all texts, in how many each pair and each sequence of five stands. Texts that are copies of one
 * counted before add nothing but their place in the lists. 0.6 GB while it lives.
 */
export class Counting {
	/** Texts counted. */
	documents = 0;
	/** Texts with each bucket: those counted, and all, which is how long its list becomes. */
	readonly counted = new Uint32Array(BUCKETS);
	readonly held = new Uint32Array(BUCKETS);
	#sequences = new Uint16Array(SEQUENCES);
	#stamps = new Uint32Array(BUCKETS);
	#stamp = 0;
	#recent = new Uint32Array(1 << 14);
	#recentStamp = new Uint32Array(1 << 14);
	#sketches = new Sketches();

	/** @param isCopy known to be a copy, as from a pair judged duplicate; otherwise it is found out */
	add(hashes: Uint16Array, isCopy = false): void {
		const counts = !isCopy && !this.#sketches.isCopy(hashes);
		if (counts) this.documents++;
		const stamp = ++this.#stamp;
		for (let at = 0; at + 1 < hashes.length; at++) {
			const bucket = bucketOf(hashes[at]!, hashes[at + 1]!);
			if (this.#stamps[bucket] === stamp) continue;
			this.#stamps[bucket] = stamp;
			this.held[bucket]!++;
			if (counts) this.counted[bucket]!++;
		}
		if (counts) this.#countSequences(hashes, stamp);
	}

	#countSequences(hashes: Uint16Array, stamp: number): void {
		for (let at = 0; at + SEQUENCE <= hashes.length; at++) {
			const sequence = sequenceAt(hashes, at);
			// Once for each text, as far as a small memory tells: a line repeated is not a line that many write.
			const place = sequence & 0x3fff;
			if (this.#recent[place] === sequence && this.#recentStamp[place] === stamp) continue;
			this.#recent[place] = sequence;
			this.#recentStamp[place] = stamp;
			if (this.#sequences[sequence]! < 0xffff) this.#sequences[sequence]!++;
		}
	}

	/** The sequences that so many texts hold that they say nothing. */
	boilerplate(): SequenceSet {
		const from = boilerplateFrom(this.documents);
		const found: number[] = [];
		for (let sequence = 0; sequence < SEQUENCES; sequence++)
			if (this.#sequences[sequence]! >= from) found.push(sequence);
		return new SequenceSet(Uint32Array.from(found));
	}

	/** The level of each bucket, in memory that threads can share. */
	levels(): Uint8Array {
		const levels = new Uint8Array(new SharedArrayBuffer(BUCKETS));
		for (let bucket = 0; bucket < BUCKETS; bucket++)
			if (this.counted[bucket]! > 1) levels[bucket] = levelOf(this.counted[bucket]!);
		return levels;
	}
}
