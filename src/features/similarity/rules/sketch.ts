const BINS = 32;
const BANDS = 8;
const ROWS = BINS / BANDS;
const SLOTS = 1 << 20;
/** Of the bins that either text fills: from here on one is a copy of the other for counting. */
const ALIKE = 0.7;

/**
 * Tells whether a text is much like one that was noted before, by a minimum hash of its pairs in 32 bins, of
 * which eight bits are kept. For counting only: a text that many hand in must count once, or its own words
 * become boilerplate. Forgets old texts where two fall into one slot.
 */
export class Sketches {
	#minima = new Uint32Array(BINS);
	#kept = new Uint8Array(1024 * BINS);
	#count = 0;
	#slots = new Int32Array(BANDS * SLOTS);

	/** Whether it is a copy; if not, it is noted. @param buckets of its pairs */
	isCopy(buckets: Uint32Array): boolean {
		const minima = this.#minima.fill(0xffffffff);
		for (let at = 0; at < buckets.length; at++) {
			const bucket = buckets[at]!;
			const value = bucket >>> 5;
			if (value < minima[bucket & 31]!) minima[bucket & 31] = value;
		}
		for (let band = 0; band < BANDS; band++) {
			const found = this.#slots[this.#slotOf(band)]!;
			if (found > 0 && this.#isLike(found - 1)) return true;
		}
		this.#note();
		return false;
	}

	#slotOf(band: number): number {
		let hash = band;
		for (let bin = band * ROWS; bin < (band + 1) * ROWS; bin++)
			hash = Math.imul((hash ^ this.#minima[bin]!) | 0, 0x9e3779b1) ^ (hash >>> 13);
		return band * SLOTS + ((hash >>> 12) & (SLOTS - 1));
	}

	#isLike(other: number): boolean {
		let same = 0;
		let filled = 0;
		for (let bin = 0; bin < BINS; bin++) {
			const [mine, its] = [byteOf(this.#minima[bin]!), this.#kept[other * BINS + bin]!];
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
		for (let bin = 0; bin < BINS; bin++) this.#kept[this.#count * BINS + bin] = byteOf(this.#minima[bin]!);
		this.#count++;
		for (let band = 0; band < BANDS; band++) this.#slots[this.#slotOf(band)] = this.#count;
	}
}

/** 0 for an empty bin. */
const byteOf = (minimum: number): number => (minimum === 0xffffffff ? 0 : 1 + (minimum % 255));
