import { endianness } from 'node:os';

if (endianness() !== 'LE') throw new Error('syllables are stored as little-endian machines have them');

/** Syllables as they are stored: 16 bits each, little endian. */
export const storedHashes = (hashes: Uint16Array): Buffer =>
	Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);

/** Syllables read from what is stored; copied when they would lie at an odd place. */
export function hashesOf(bytes: Uint8Array): Uint16Array {
	const even = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
	return new Uint16Array(even.buffer, even.byteOffset, even.byteLength / 2);
}
