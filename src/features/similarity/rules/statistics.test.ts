import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsOf, levelOf, SequenceSet } from './statistics.ts';

test('a set of sequences has what was put in and nothing else', () => {
	const sequence = fc.oneof(fc.nat(50), fc.nat(2 ** 26 - 1));
	fc.assert(
		fc.property(fc.array(sequence, { maxLength: 300 }), fc.array(sequence), (inside, asked) => {
			const set = new SequenceSet(Uint32Array.from(inside));
			for (const each of [...inside, ...asked]) expect(set.has(each)).toBe(inside.includes(each));
		}),
	);
});

test('evidence is true to a sixteenth of a bit, and a pair that nobody has counted is in two texts', () => {
	const documents = 2_400_000;
	for (const texts of [2, 3, 7, 100, 5_000, 700_000])
		expect(Math.abs(bitsOf(documents, levelOf(texts)) - Math.log2(documents / texts))).toBeLessThanOrEqual(
			1 / 16,
		);
	expect(bitsOf(documents, levelOf(0))).toBe(bitsOf(documents, levelOf(2)));
	expect(bitsOf(100, 255)).toBe(0);
});
