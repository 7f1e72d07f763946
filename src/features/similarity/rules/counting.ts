import type { DocList } from './doc-list.ts';
import { BUCKETS, boilerplateFrom, bucketOf, SEQUENCE, SEQUENCES, sequenceAt } from './pairs.ts';
import { Sketches } from './sketch.ts';
import { levelOf, SequenceSet } from './statistics.ts';

// What is known of a bucket stands side by side: memory is slow by the line, not by the byte.
const STRIDE = 4;
const STAMP = 0;
const COUNTED = 1;
const HELD = 2;
/** Where its list goes on; while texts are counted, what `Sketches` notes of it. */
const NEXT = 3;
/** `NEXT` of a bucket without a list. */
const NOWHERE = 0xffffffff;

const LEAST_DOCUMENTS = 64;

/**
 * Counts, over all texts, in how many each pair and each sequence of five stands. Texts that are copies of one
 * counted before add nothing but their place in the lists. 0.4 GB while it lives.
 */
export class Counting {
	#documents = 0;
	#buckets = new Uint32Array(BUCKETS * STRIDE);
	#stamp = 0;
	#sequences = new Uint16Array(SEQUENCES);
	#recent = new Uint32Array(1 << 14);
	#recentStamps = new Uint32Array(1 << 14);
	#sketches = new Sketches({
		get: (bucket) => this.#buckets[bucket * STRIDE + NEXT]!,
		set: (bucket, text) => {
			this.#buckets[bucket * STRIDE + NEXT] = text;
		},
	});
	#pairs = new Uint32Array(4096);
	/** Numbers of one text, to be worked through in a loop of their own; valid until it is asked for again. */
	#scratch = new Uint32Array(4096);

	/** Texts counted, copies of one text once. Among a handful nothing is rare: they are taken for a sample of more. */
	get documents(): number {
		return Math.max(LEAST_DOCUMENTS, this.#documents);
	}

	/** @param isCopy known to be a copy, as from a pair judged duplicate; otherwise it is found out */
	add(hashes: Uint16Array, isCopy = false): void {
		const pairs = this.#pairsOf(hashes);
		const counts = !isCopy && !this.#sketches.isCopy(this.#unusual(pairs));
		if (counts) this.#documents++;
		const buckets = this.#buckets;
		const stamp = ++this.#stamp;
		for (let at = 0; at < pairs.length; at++) {
			const place = pairs[at]! * STRIDE;
			if (buckets[place + STAMP] === stamp) continue;
			buckets[place + STAMP] = stamp;
			buckets[place + HELD]!++;
			if (counts) buckets[place + COUNTED]!++;
		}
		if (counts) this.#countSequences(hashes, stamp);
	}

	/** The bucket of each pair, valid until the next text. */
	#pairsOf(hashes: Uint16Array): Uint32Array {
		const count = Math.max(0, hashes.length - 1);
		if (this.#pairs.length < count) this.#pairs = new Uint32Array(count * 2);
		for (let at = 0; at < count; at++) this.#pairs[at] = bucketOf(hashes[at]!, hashes[at + 1]!);
		return this.#pairs.subarray(0, count);
	}

	/** Pairs by which a copy is recognised: those that few have so far, so that a form alone makes no copy. */
	#unusual(pairs: Uint32Array): Uint32Array {
		const rare = this.#scratchOf(pairs.length);
		const most = Math.max(20, 1e-3 * this.#documents);
		let count = 0;
		for (let at = 0; at < pairs.length; at++)
			if (this.counted(pairs[at]!) <= most) rare[count++] = pairs[at]!;
		return rare.subarray(0, count);
	}

	#scratchOf(length: number): Uint32Array {
		if (this.#scratch.length < length) this.#scratch = new Uint32Array(length * 2);
		return this.#scratch;
	}

	#countSequences(hashes: Uint16Array, stamp: number): void {
		const recent = this.#recent;
		const recentStamps = this.#recentStamps;
		const found = this.#scratchOf(hashes.length);
		let count = 0;
		for (let at = 0; at + SEQUENCE <= hashes.length; at++) {
			const sequence = sequenceAt(hashes, at);
			// Once for each text, as far as a small memory tells: a line repeated is not a line that many write.
			const place = sequence & 0x3fff;
			if (recent[place] === sequence && recentStamps[place] === stamp) continue;
			recent[place] = sequence;
			recentStamps[place] = stamp;
			found[count++] = sequence;
		}
		// Apart: in a loop that does nothing else many wait for memory at the same time, and it takes half as long.
		const sequences = this.#sequences;
		for (let at = 0; at < count; at++) if (sequences[found[at]!]! < 0xffff) sequences[found[at]!]!++;
	}

	/** Texts with a bucket's pair, copies of one text once. */
	counted(bucket: number): number {
		return this.#buckets[bucket * STRIDE + COUNTED]!;
	}

	/**
	 * Lays out the lists of all buckets but those that more than `most` texts hold, one after the other; each is
	 * then filled through `place`, text by text in the order of counting.
	 * @returns where each begins; one more at the end
	 */
	layOut(most: number): Uint32Array {
		const offsets = new Uint32Array(new SharedArrayBuffer((BUCKETS + 1) * 4));
		const buckets = this.#buckets;
		for (let bucket = 0, at = 0; bucket < BUCKETS; bucket++, at += STRIDE) {
			const common = buckets[at + COUNTED]! > most;
			buckets[at + NEXT] = common ? NOWHERE : offsets[bucket]!;
			offsets[bucket + 1] = offsets[bucket]! + (common ? 0 : buckets[at + HELD]!);
		}
		return offsets;
	}

	/** Writes a document into the lists of its pairs. */
	place(doc: number, hashes: Uint16Array, docs: DocList): void {
		const pairs = this.#pairsOf(hashes);
		const buckets = this.#buckets;
		const places = this.#scratchOf(pairs.length);
		const stamp = ++this.#stamp;
		let count = 0;
		for (let at = 0; at < pairs.length; at++) {
			const place = pairs[at]! * STRIDE;
			if (buckets[place + STAMP] === stamp) continue;
			buckets[place + STAMP] = stamp;
			const next = buckets[place + NEXT]!;
			if (next === NOWHERE) continue;
			buckets[place + NEXT] = next + 1;
			places[count++] = next;
		}
		for (let at = 0; at < count; at++) docs.set(places[at]!, doc);
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
			if (this.counted(bucket) > 1) levels[bucket] = levelOf(this.counted(bucket));
		return levels;
	}
}
