import { expect, test } from 'vitest';
import { SCREENING_QUALITY } from './screening-quality.ts';

const { kinds, negatives, documents, measuredOn } = SCREENING_QUALITY;
const isShare = (value: number) => value >= 0 && value <= 1;

test('rates are shares, and each follows from the one before', () => {
	for (const { kind, found50, judged, withModel } of kinds) {
		expect([found50, judged, withModel].every(isShare), kind).toBe(true);
		expect(judged, kind).toBeLessThanOrEqual(withModel);
	}
	for (const { kind, duplicate, suspicious, similar } of negatives) {
		expect([duplicate, suspicious, similar].every(isShare), kind).toBe(true);
		expect([duplicate, suspicious, similar], kind).toEqual(
			[duplicate, suspicious, similar].sort((a, b) => a - b),
		);
	}
});

test('says how much was measured, and when', () => {
	expect(documents).toBeGreaterThan(0);
	expect(measuredOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	for (const { queries } of [...kinds, ...negatives]) expect(queries).toBeGreaterThan(0);
	expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
});
