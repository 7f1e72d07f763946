/** Buckets of the index: hashes of two syllables in a row, 24 bits. */
export const BUCKETS = 1 << 24;

/** The bucket of a pair, from its two 16-bit syllables. */
export function bucketOf(first: number, second: number): number {
	let hash = (first << 16) | second;
	hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
	hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b | 0);
	return (hash ^ (hash >>> 16)) >>> 8;
}

/** The distinct buckets of a text, in the order of first occurrence. */
export function bucketsOf(hashes: Uint16Array): Uint32Array {
	const seen = new Set<number>();
	for (let at = 0; at + 1 < hashes.length; at++) seen.add(bucketOf(hashes[at]!, hashes[at + 1]!));
	return Uint32Array.from(seen);
}

/** So many syllables in a row make a sequence that may be boilerplate. */
export const SEQUENCE = 5;

export const SEQUENCES = 1 << 26;

/** The sequence that begins at a syllable: a hash of 26 bits. */
export function sequenceAt(hashes: Uint16Array, at: number): number {
	let hash = (hashes[at]! << 16) | hashes[at + 1]!;
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ ((hashes[at + 2]! << 16) | hashes[at + 3]!);
	hash = Math.imul(hash ^ (hash >>> 15), 0x297a2d39) ^ hashes[at + 4]!;
	hash = Math.imul(hash ^ (hash >>> 16), 0x1b56c4e9);
	return (hash ^ (hash >>> 15)) >>> 6;
}

/** A pair that more texts hold finds nothing and is left out of the index: 0.3 % of them, at least 200. */
export const tooCommon = (documents: number): number => Math.max(200, Math.floor(0.003 * documents));

/** A sequence in so many texts is boilerplate: one in ten thousand, at least 20. */
export const boilerplateFrom = (documents: number): number => Math.max(20, Math.ceil(1e-4 * documents));
