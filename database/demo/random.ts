/** A small seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** A whole number from `low` to `high`, both inclusive. */
	int(low: number, high: number): number;
	/** True with the given probability. */
	chance(probability: number): boolean;
	/** One of a list that is not empty. */
	pick<T>(list: readonly T[]): T;
	/** One of a list, each in proportion to its weight. */
	weighted<T>(list: readonly (readonly [T, number])[]): T;
	/** Standard normal (Box–Muller): its exponential has the long tail of declared benefits. */
	normal(): number;
}

/** Mulberry32: 32 bits of state are plenty for word lists, and nothing here is secret. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return {
		next,
		int,
		chance: (probability) => next() < probability,
		pick: (list) => list[int(0, list.length - 1)]!,
		weighted(list) {
			let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [item, weight] of list) {
				left -= weight;
				if (left < 0) return item;
			}
			return list[list.length - 1]![0];
		},
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
	};
}
