/**
 * A seeded source of chance for one document. 128 bits of state (sfc32): with 32 bits, as the demo has, streams of
 * two among millions of documents would meet and from there on make the same text.
 */
export class Chance {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	/** The same seed, number and purpose give the same sequence on every machine. */
	constructor(seed: number, id: number, purpose: string) {
		this.#a = seed | 0;
		this.#b = id | 0;
		this.#c = 0x811c9dc5 | 0;
		for (let at = 0; at < purpose.length; at++)
			this.#c = Math.imul(this.#c ^ purpose.charCodeAt(at), 0x01000193);
		for (let round = 0; round < 12; round++) this.#bits();
	}

	#bits(): number {
		const sum = (this.#a + this.#b + this.#counter++) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}

	/** Uniform in [0, 1). */
	next(): number {
		return this.#bits() / 4294967296;
	}

	/** A whole number from 0 to `count` − 1. */
	below(count: number): number {
		return Math.floor(this.next() * count);
	}

	/** A whole number from `low` to `high`, both inclusive. */
	int(low: number, high: number): number {
		return low + this.below(high - low + 1);
	}

	/** True with the given probability. */
	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** One of a list that is not empty. */
	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)]!;
	}

	/** Standard normal (Box–Muller). */
	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}

	/** The list in another order. */
	shuffled<T>(list: readonly T[]): T[] {
		const mixed = [...list];
		for (let last = mixed.length - 1; last > 0; last--) {
			const other = this.below(last + 1);
			[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
		}
		return mixed;
	}
}

/** Draws ranks 0 … `count` − 1, the first most often: rank r in proportion to 1 ⁄ (r + 1)^`exponent`. */
export function zipf(count: number, exponent: number): (chance: Chance) => number {
	const sums = new Float64Array(count);
	let sum = 0;
	for (let rank = 0; rank < count; rank++) {
		sum += 1 / (rank + 1) ** exponent;
		sums[rank] = sum;
	}
	return (chance) => {
		const at = chance.next() * sum;
		let low = 0;
		let high = count - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sums[middle]! > at) high = middle;
			else low = middle + 1;
		}
		return low;
	};
}
