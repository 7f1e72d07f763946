import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Gathering } from './gather.ts';

const postings = fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 5 })), { maxLength: 400 });

function naive(added: readonly (readonly [number, number])[], top: number, except = -1) {
	const sums = new Map<number, number>();
	for (const [doc, bits] of added) sums.set(doc, (sums.get(doc) ?? 0) + bits);
	return [...sums]
		.filter(([doc]) => doc !== except)
		.map(([doc, bits]) => ({ doc, bits }))
		.sort((a, b) => b.bits - a.bits || a.doc - b.doc)
		.slice(0, top);
}

test('the documents with most evidence are those of a plain sort, search after search', () => {
	const gathering = new Gathering();
	fc.assert(
		fc.property(postings, fc.integer({ min: 1, max: 60 }), (added, top) => {
			for (const [doc, bits] of added) gathering.add(doc, bits);
			expect(gathering.take(top)).toEqual(naive(added, top));
			const [first] = added[0] ?? [];
			for (const [doc, bits] of added) gathering.add(doc, bits);
			expect(gathering.take(top, (doc) => doc === first)).toEqual(naive(added, top, first));
		}),
	);
});
