import { expect, test } from 'vitest';
import { type Detection, plagdet } from './plagdet.ts';

const truth: Detection = { query: 1, source: 7, span: [100, 200], match: [0, 100] };

test('what is found whole is perfect', () => {
	expect(plagdet([truth], [truth])).toEqual({ precision: 1, recall: 1, granularity: 1, plagdet: 1 });
});

test('half of it is half the recall', () => {
	const half: Detection = { ...truth, span: [100, 150], match: [0, 50] };
	expect(plagdet([truth], [half])).toMatchObject({ precision: 1, recall: 0.5, granularity: 1 });
});

test('too much is less precise', () => {
	const wide: Detection = { ...truth, span: [0, 200], match: [0, 200] };
	expect(plagdet([truth], [wide])).toMatchObject({ precision: 0.5, recall: 1 });
});

test('two for one count in granularity', () => {
	const parts: Detection[] = [
		{ ...truth, span: [100, 150], match: [0, 50] },
		{ ...truth, span: [140, 200], match: [40, 100] },
	];
	const found = plagdet([truth], parts);
	expect(found).toMatchObject({ precision: 1, recall: 1, granularity: 2 });
	expect(found.plagdet).toBeCloseTo(1 / Math.log2(3));
});

test('another document, another query or another place of the source is none', () => {
	const wrong: Detection[] = [
		{ ...truth, source: 8 },
		{ ...truth, query: 2 },
		{ ...truth, match: [500, 600] },
	];
	expect(plagdet([truth], wrong)).toMatchObject({ precision: 0, recall: 0, plagdet: 0 });
});
