import { levelOfCommon } from './finding.ts';
import { BUCKETS, bucketOf } from './pairs.ts';
import type { Side } from './side.ts';
import type { Statistics } from './statistics.ts';

// What is known of a bucket stands side by side: memory is slow by the line, not by the byte.
const STRIDE = 2;
const LAST = 0;
/** Bytes of its list while measuring, where it ends so far while writing. */
const END = 1;
/** `END` of a bucket without a list. */
const NOWHERE = 0xffffffff;

/**
 * Packs the list of every bucket in memory of little more than that size: documents are measured first and then
 * written, in ascending order both times. What is left out while writing (boilerplate) only makes a list shorter,
 * since the varint of a sum is no longer than those of its parts.
 */
export class Packing {
	#buckets = new Uint32Array(BUCKETS * STRIDE);
	#starts = new Uint32Array(0);
	#bytes = Buffer.alloc(0);

	/** @param doc from 1, ascending */
	measure(doc: number, hashes: Uint16Array): void {
		const buckets = this.#buckets;
		for (let at = 0; at + 1 < hashes.length; at++) {
			const place = bucketOf(hashes[at]!, hashes[at + 1]!) * STRIDE;
			const last = buckets[place + LAST]!;
			if (last === doc) continue;
			buckets[place + END]! += bytesOf(doc - last);
			buckets[place + LAST] = doc;
		}
	}

	/** Ends measuring: makes room for lists of pairs that are not too common. */
	begin(statistics: Statistics): void {
		const most = levelOfCommon(statistics);
		this.#starts = new Uint32Array(BUCKETS);
		let start = 0;
		for (let bucket = 0, place = 0; bucket < BUCKETS; bucket++, place += STRIDE) {
			const size = this.#buckets[place + END]!;
			const listed = statistics.level(bucket) <= most;
			this.#starts[bucket] = start;
			this.#buckets[place + END] = listed ? start : NOWHERE;
			this.#buckets[place + LAST] = 0;
			if (listed) start += size;
		}
		this.#bytes = Buffer.allocUnsafe(start);
	}

	/** @param doc as measured, and in that order */
	write(doc: number, side: Side): void {
		const { hashes } = side;
		const buckets = this.#buckets;
		const bytes = this.#bytes;
		for (let at = 0; at + 1 < hashes.length; at++) {
			if (side.isBoilerplate(at)) continue;
			const place = bucketOf(hashes[at]!, hashes[at + 1]!) * STRIDE;
			const last = buckets[place + LAST]!;
			let end = buckets[place + END]!;
			if (last === doc || end === NOWHERE) continue;
			buckets[place + LAST] = doc;
			let gap = doc - last;
			for (; gap > 127; gap >>>= 7) bytes[end++] = (gap & 127) | 128;
			bytes[end++] = gap;
			buckets[place + END] = end;
		}
	}

	/** The lists of a range of buckets that have one, ascending. */
	*lists(from: number, to: number): Generator<{ bucket: number; docs: Uint8Array }> {
		for (let bucket = from; bucket < to; bucket++) {
			const [start, end] = [this.#starts[bucket]!, this.#buckets[bucket * STRIDE + END]!];
			if (end > start && end !== NOWHERE) yield { bucket, docs: this.#bytes.subarray(start, end) };
		}
	}
}

function bytesOf(gap: number): number {
	if (gap < 1 << 14) return gap < 1 << 7 ? 1 : 2;
	return gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5;
}
