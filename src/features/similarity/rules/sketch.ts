const BINS = 32;
/**
 * Of the bins that either text fills: from here on one is a copy of the other for counting. With less, the first
 * texts of a form that is half of each would be copies; with more, copies with every tenth word replaced none.
 */
const ALIKE = 0.3;
const EMPTY = 0xffffffff;

/** By bucket: the last text noted, from 1, of which it is the least of a bin; 0 where there is none. */
export interface Noted {
	get(bucket: number): number;
	set(bucket: number, text: number): void;
}

/**
 * Tells whether a text is much like one that was noted before: pairs fall into 32 bins, and of each bin the least
 * pair is compared (Broder's resemblance, with one permutation). For counting only: a text that many hand in must
 * count once, or its own words become boilerplate. Forgets a text little by little as others have the same least
 * pairs.
 */
export class Sketches {
	#least = new Uint32Array(BINS);
	/** The same in a byte a bin, as it is kept of each text noted. */
	#bytes = new Uint8Array(BINS);
	#kept = new Uint8Array(1024 * BINS);
	#count = 0;
	#noted: Noted;

	constructor(noted: Noted) {
		this.#noted = noted;
	}

	/**
	 * Whether it is a copy; if not, it is noted. Of a text without such pairs there is nothing to count.
	 * @param buckets of its pairs, without those that many texts have
	 */
	isCopy(buckets: Uint32Array): boolean {
		const least = this.#least.fill(EMPTY);
		for (let at = 0; at < buckets.length; at++) {
			const bucket = buckets[at]!;
			if (bucket < least[bucket % BINS]!) least[bucket % BINS] = bucket;
		}
		for (let bin = 0; bin < BINS; bin++) this.#bytes[bin] = byteOf(least[bin]!);
		for (let bin = 0; bin < BINS; bin++) {
			if (least[bin] === EMPTY) continue;
			const noted = this.#noted.get(least[bin]!);
			if (noted > 0 && this.#isLike(noted - 1)) return true;
		}
		if (buckets.length > 0) this.#note();
		return buckets.length === 0;
	}

	#isLike(other: number): boolean {
		let same = 0;
		let filled = 0;
		for (let bin = 0; bin < BINS; bin++) {
			const [mine, its] = [this.#bytes[bin]!, this.#kept[other * BINS + bin]!];
			if (mine === 0 && its === 0) continue;
			filled++;
			if (mine === its) same++;
		}
		return same >= ALIKE * filled;
	}

	#note(): void {
		if ((this.#count + 1) * BINS > this.#kept.length) {
			const grown = new Uint8Array(this.#kept.length * 2);
			grown.set(this.#kept);
			this.#kept = grown;
		}
		this.#kept.set(this.#bytes, this.#count * BINS);
		this.#count++;
		for (const bucket of this.#least) if (bucket !== EMPTY) this.#noted.set(bucket, this.#count);
	}
}

/** 0 for an empty bin. */
const byteOf = (bucket: number): number => (bucket === EMPTY ? 0 : 1 + ((bucket >>> 5) % 255));
