import { expect, test, vi } from 'vitest';
import { MadeTexts } from '#testing/made-texts.ts';
import { Aligner } from './align.ts';
import { Counting } from './counting.ts';
import { findingPairs } from './finding.ts';
import { SHIPPED_MODEL } from './model.ts';
import { normalise } from './normalise.ts';
import { Packing } from './packing.ts';
import { BUCKETS } from './pairs.ts';
import { packDocs } from './postings.ts';
import type { Statistics } from './statistics.ts';

vi.setConfig({ testTimeout: 30_000 });

test('packing writes for each pair by which texts are found those that have it', () => {
	const made = new MadeTexts(1);
	const form = made.text(12);
	const texts = Array.from({ length: 300 }, () => normalise(`${form} ${made.text(30)} chung chung`).hashes);
	const counting = new Counting();
	const packing = new Packing();
	for (const [index, hashes] of texts.entries()) {
		counting.add(hashes);
		packing.measure(index + 1, hashes);
	}
	const levels = counting.levels();
	const statistics: Statistics = {
		version: 1,
		documents: counting.documents,
		level: (bucket) => levels[bucket]!,
		boilerplate: counting.boilerplate(),
		model: SHIPPED_MODEL,
	};
	const aligner = new Aligner(statistics);
	const sides = texts.map((hashes) => aligner.side(hashes));
	packing.begin(statistics);
	for (const [index, side] of sides.entries()) packing.write(index + 1, side);

	const expected = new Map<number, number[]>();
	for (const [index, side] of sides.entries()) {
		const { buckets } = findingPairs(aligner, side);
		// Some pairs are boilerplate or too common.
		expect(buckets.length).toBeLessThan(side.pairs - 10);
		for (const bucket of buckets) expected.set(bucket, [...(expected.get(bucket) ?? []), index + 1]);
	}
	const lists = [...expected]
		.sort(([one], [other]) => one - other)
		.map(([bucket, docs]) => ({ bucket, docs: packDocs(Uint32Array.from(docs)) }));
	expect([...packing.lists(0, BUCKETS)]).toEqual(lists);
});
