import { expect, test } from 'vitest';
import { relationOf } from './relation.ts';
import { bandRule, rarePairs, strengthOf } from './strength.ts';
import { whyNotJudge } from './verdicts.ts';

test.each([
	[{ sameUnit: true, authors: 1, otherAuthors: 1, shared: 1 }, 'resubmission'],
	[{ sameUnit: false, authors: 2, otherAuthors: 2, shared: 2 }, 'resubmission'],
	[{ sameUnit: true, authors: 2, otherAuthors: 1, shared: 1 }, 'co_author'],
	[{ sameUnit: true, authors: 1, otherAuthors: 1, shared: 0 }, 'same_unit'],
	[{ sameUnit: false, authors: 1, otherAuthors: 3, shared: 0 }, 'other_unit'],
])('of %o is %s', (kinship, relation) => {
	expect(relationOf(kinship)).toBe(relation);
});

test('evidence is strong from what makes two texts suspicious, whatever the number of texts', () => {
	for (const documents of [100, 3_000, 2_400_000]) {
		const enough = 14 * Math.log2(documents);
		expect(strengthOf(enough * 2, documents)).toBe('very_strong');
		expect(strengthOf(enough, documents)).toBe('strong');
		expect(strengthOf(enough / 2, documents)).toBe('fair');
		expect(strengthOf(enough / 4, documents)).toBe('weak');
	}
	expect(rarePairs(0.1, 3_000)).toBe(1);
	expect(rarePairs(200, 1_048_576 * 2)).toBe(10);
});

test('the rule of a band is told from the pair’s own figures', () => {
	const rule = (band: 'duplicate' | 'suspicious' | 'similar', bits: number, containment: number) =>
		bandRule({ band, bits, containment }, 2_400_000);
	expect(rule('duplicate', 900, 0.8)).toBe('half_evidence');
	expect(rule('duplicate', 90, 0.8)).toBe('half_cover');
	expect(rule('duplicate', 0, 0)).toBe('whole');
	expect(rule('suspicious', 320, 0.1)).toBe('evidence');
	expect(rule('suspicious', 220, 0.4)).toBe('third');
	expect(rule('similar', 100, 0.1)).toBe('model');
});

test('only a reviewer of the unit judges, and nobody their own', () => {
	expect(whyNotJudge({ mayReview: true, isOwn: false })).toBeNull();
	expect(whyNotJudge({ mayReview: false, isOwn: false })).toBe('only_reviewer');
	expect(whyNotJudge({ mayReview: true, isOwn: true })).toBe('own_initiative');
});
