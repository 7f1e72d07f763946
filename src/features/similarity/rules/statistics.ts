import type { Model } from './model.ts';
import { BUCKETS } from './pairs.ts';

/** What evidence is measured with. The same statistics give the same results, whatever came first. */
export interface Statistics {
	version: number;
	/** Texts counted, copies of one text once. */
	documents: number;
	/** In how many texts a bucket's pair stands, as a level: see `levelOf`. */
	level(bucket: number): number;
	boilerplate: SequenceSet;
	model: Model;
}

/** So many levels to each doubling: a byte holds any frequency, and evidence is true to a sixteenth of a bit. */
const LEVELS = 8;

/** A number of texts as a level from 0 to 255. */
export const levelOf = (texts: number): number =>
	texts < 2 ? 0 : Math.min(255, Math.round(LEVELS * Math.log2(texts)));

/**
 * Evidence of a pair that two texts share, in bits: log2(documents / texts with it). Two texts have it, so that
 * is the least number, also for a pair that nobody has counted yet.
 */
export const bitsOf = (documents: number, level: number): number =>
	Math.max(0, Math.log2(Math.max(documents, 2)) - Math.max(level, LEVELS) / LEVELS);

/** A set of sequences, see `sequenceAt`; open addressing, a tenth of the time of a `Set`. */
export class SequenceSet {
	readonly sequences: Uint32Array;
	#slots: Uint32Array;
	#mask: number;

	constructor(sequences: Uint32Array = new Uint32Array()) {
		this.sequences = sequences;
		const size = 1 << Math.max(4, 33 - Math.clz32(sequences.length * 2));
		this.#slots = new Uint32Array(size);
		this.#mask = size - 1;
		for (const sequence of sequences) {
			let slot = Math.imul(sequence, 0x9e3779b1) & this.#mask;
			while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
			this.#slots[slot] = sequence + 1;
		}
	}

	has(sequence: number): boolean {
		for (let slot = Math.imul(sequence, 0x9e3779b1) & this.#mask; ; slot = (slot + 1) & this.#mask) {
			const found = this.#slots[slot]!;
			if (found === 0) return false;
			if (found === sequence + 1) return true;
		}
	}
}

/** Statistics as plain values and shared memory, to be handed to threads. */
export interface SharedStatistics {
	version: number;
	documents: number;
	/** By bucket. */
	levels: Uint8Array;
	boilerplate: Uint32Array;
	model: Model;
}

export function shareStatistics(statistics: Statistics): SharedStatistics {
	const { version, documents, boilerplate, model } = statistics;
	const levels = new Uint8Array(new SharedArrayBuffer(BUCKETS));
	for (let bucket = 0; bucket < BUCKETS; bucket++) levels[bucket] = statistics.level(bucket);
	return { version, documents, levels, boilerplate: boilerplate.sequences, model };
}

export function statisticsOf({ levels, boilerplate, ...rest }: SharedStatistics): Statistics {
	return { ...rest, level: (bucket) => levels[bucket]!, boilerplate: new SequenceSet(boilerplate) };
}
