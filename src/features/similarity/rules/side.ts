import { SEQUENCE, sequenceAt } from './pairs.ts';
import type { SequenceSet } from './statistics.ts';

/** A text made ready for comparing: which of its syllables are boilerplate, and where each pair stands. */
export class Side {
	readonly hashes: Uint16Array;
	/** 1 for a syllable within boilerplate. */
	readonly covered: Uint8Array;
	/** Syllables of its own: those that are not boilerplate. */
	readonly own: number;
	#digest: number | undefined;
	#places: PairPlaces | undefined;

	constructor(hashes: Uint16Array, boilerplate: SequenceSet) {
		this.hashes = hashes;
		this.covered = new Uint8Array(hashes.length);
		let until = 0;
		let count = 0;
		for (let at = 0; at + SEQUENCE <= hashes.length; at++) {
			if (!boilerplate.has(sequenceAt(hashes, at))) continue;
			count += at + SEQUENCE - Math.max(at, until);
			this.covered.fill(1, Math.max(at, until), at + SEQUENCE);
			until = at + SEQUENCE;
		}
		this.own = hashes.length - count;
	}

	/** How many pairs it has, repeated ones too. */
	get pairs(): number {
		return Math.max(0, this.hashes.length - 1);
	}

	/** Whether a pair lies in boilerplate with both its syllables. */
	isBoilerplate(pair: number): boolean {
		return this.covered[pair] === 1 && this.covered[pair + 1] === 1;
	}

	get places(): PairPlaces {
		this.#places ??= new PairPlaces(this.hashes);
		return this.#places;
	}

	/** Puts any two texts in one order, whichever is asked about: what a comparison finds depends on nothing else. */
	precedes(other: Side): boolean {
		if (this.hashes.length !== other.hashes.length) return this.hashes.length < other.hashes.length;
		if (this.digest !== other.digest) return this.digest < other.digest;
		const at = this.hashes.findIndex((hash, index) => hash !== other.hashes[index]);
		return at < 0 || this.hashes[at]! < other.hashes[at]!;
	}

	equals(other: Side): boolean {
		if (this.hashes.length !== other.hashes.length || this.digest !== other.digest) return false;
		return this.hashes.every((hash, at) => hash === other.hashes[at]);
	}

	get digest(): number {
		if (this.#digest === undefined) {
			let hash = 0x811c9dc5 | 0;
			for (const each of this.hashes) hash = Math.imul(hash ^ each, 0x01000193);
			this.#digest = hash >>> 0;
		}
		return this.#digest;
	}
}

export const pairAt = (hashes: Uint16Array, at: number): number => (hashes[at]! << 16) | hashes[at + 1]!;

/** From a pair to the places where it stands in a text, ascending. */
class PairPlaces {
	/** The next place with the same pair, or -1. */
	readonly next: Int32Array;
	#hashes: Uint16Array;
	#slots: Int32Array;
	#mask: number;

	constructor(hashes: Uint16Array) {
		const pairs = Math.max(0, hashes.length - 1);
		const size = 1 << Math.max(4, 33 - Math.clz32(pairs));
		this.#hashes = hashes;
		this.#slots = new Int32Array(size).fill(-1);
		this.#mask = size - 1;
		this.next = new Int32Array(pairs);
		for (let at = pairs - 1; at >= 0; at--) {
			const slot = this.#slotOf(pairAt(hashes, at));
			this.next[at] = this.#slots[slot]!;
			this.#slots[slot] = at;
		}
	}

	/** The first place of a pair, or -1. */
	first(pair: number): number {
		return this.#slots[this.#slotOf(pair)]!;
	}

	#slotOf(pair: number): number {
		let slot = (Math.imul(pair, 0x9e3779b1) >>> 8) & this.#mask;
		for (; ; slot = (slot + 1) & this.#mask) {
			const at = this.#slots[slot]!;
			if (at < 0 || pairAt(this.#hashes, at) === pair) return slot;
		}
	}
}
