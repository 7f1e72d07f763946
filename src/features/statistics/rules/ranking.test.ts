import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_RULE, type RankingFacts, type RankingRule } from '../schema/ranking.ts';
import { compareFractions, measureOf, permille, perThousand, placesMoved, rankUnits } from './ranking.ts';

const facts = (over: Partial<RankingFacts> = {}): RankingFacts => ({
	submitted: 0,
	approved: 0,
	valued: 0,
	benefit: 0n,
	target: null,
	members: null,
	endedOn: null,
	...over,
});
const target = (number: number) => ({ number, kind: 'assigned' as const, merged: 0 });
const members = (count: number) => ({ members: count, merged: 0, below: false });
const rule = (over: Partial<RankingRule>): RankingRule => ({ ...DEFAULT_RULE, ...over });
const places = (by: RankingRule, units: Record<string, RankingFacts>) =>
	rankUnits(
		by,
		Object.entries(units).map(([code, of]) => ({ code, facts: of })),
	).ranked.map(({ unit, rank }) => `${rank} ${unit.code}`);

test('equal measures share a place, and the next place counts them all', () => {
	const units = { a: 40, b: 70, c: 70, d: 90 };
	const ranking = rankUnits(
		rule({ measure: 'count' }),
		Object.entries(units).map(([code, approved]) => ({ code, facts: facts({ approved }) })),
	);
	expect(ranking.ranked.map(({ unit, rank, tied }) => [unit.code, rank, tied])).toEqual([
		['d', 1, false],
		['b', 2, true],
		['c', 2, true],
		['a', 4, false],
	]);
});

test('what prints the same is not a tie unless it is equal, and equal fractions are one however they are written', () => {
	// Both print as 66.7 %, and 2/3 in binary fractions is neither.
	const units = {
		less: facts({ approved: 666_666, target: target(1_000_000) }),
		more: facts({ approved: 2, target: target(3) }),
		same: facts({ approved: 1_234_566, target: target(1_851_849) }),
	};
	expect(places(rule({}), units)).toEqual(['1 more', '1 same', '3 less']);
});

test('each measure divides what it says', () => {
	const unit = facts({
		submitted: 800,
		approved: 570,
		valued: 3,
		benefit: 9_007_199_254_740_993n,
		target: target(265),
		members: members(4_560),
	});
	const over = (numerator: number | bigint, denominator: number) => ({
		numerator: BigInt(numerator),
		denominator: BigInt(denominator),
	});
	expect(measureOf(rule({}), unit)).toEqual(over(570, 265));
	expect(measureOf(rule({ result: 'submitted' }), unit)).toEqual(over(800, 265));
	expect(measureOf(rule({ measure: 'per_members' }), unit)).toEqual(over(570, 4_560));
	expect(measureOf(rule({ measure: 'approved_share' }), unit)).toEqual(over(570, 800));
	expect(measureOf(rule({ measure: 'benefit' }), unit)).toEqual(over(9_007_199_254_740_993n, 1));
	expect(measureOf(rule({ measure: 'count', result: 'submitted' }), unit)).toEqual(over(800, 1));
});

test.each([
	['ended', {}, { endedOn: '2025-07-01', target: target(5) }],
	['no_target', {}, {}],
	['no_target', {}, { target: target(0) }],
	['no_members', { measure: 'per_members' }, { members: members(0) }],
	['no_members', { measure: 'count', minMembers: 10 }, {}],
	['few_members', { measure: 'count', minMembers: 10 }, { members: members(9) }],
	['nothing_submitted', { measure: 'approved_share' }, {}],
	['nothing_valued', { measure: 'benefit' }, { approved: 7 }],
] as const)('without what a measure needs there is no rank but a reason: %s', (reason, over, of) => {
	const units = [{ code: 'x', facts: facts(of) }];
	expect(rankUnits(rule(over), units)).toEqual({ ranked: [], unranked: [{ unit: units[0], reason }] });
});

test('places moved are told against another ranking of the same units', () => {
	const rank = (counts: Record<string, number>) =>
		rankUnits(
			rule({ measure: 'count' }),
			Object.entries(counts).map(([code, approved]) => ({ code, facts: facts({ approved }) })),
		);
	const moved = placesMoved(rank({ a: 3, b: 2, c: 1 }), rank({ a: 1, b: 2, c: 3, d: 2 }));
	expect(Object.fromEntries(moved)).toEqual({
		a: { from: 1, moved: -3 },
		b: { from: 2, moved: 0 },
		c: { from: 3, moved: 2 },
		d: { from: null, moved: null },
	});
});

test('measures are printed by the one rounding rule', () => {
	expect(permille({ numerator: 570n, denominator: 265n })).toBe(2151);
	expect(permille({ numerator: -1n, denominator: 2000n })).toBe(-1);
	expect(perThousand({ numerator: 1n, denominator: 20_000n })).toBe(1);
	expect(perThousand({ numerator: 1_062n, denominator: 7_085n })).toBe(1499);
});

const fraction = fc.record({
	numerator: fc.bigInt({ min: -1_000n, max: 10n ** 18n }),
	denominator: fc.bigInt({ min: 1n, max: 10n ** 9n }),
});
const unit = fc.record({
	approved: fc.nat(30),
	submitted: fc.nat(40),
	target: fc.option(fc.integer({ min: 0, max: 12 })),
	ended: fc.boolean(),
});

describe('properties', () => {
	test('comparing fractions is an order', () => {
		fc.assert(
			fc.property(fraction, fraction, fraction, (a, b, c) => {
				expect(compareFractions(a, a)).toBe(0);
				expect(compareFractions(a, b)).toBe(-compareFractions(b, a) + 0);
				if (compareFractions(a, b) >= 0 && compareFractions(b, c) >= 0)
					expect(compareFractions(a, c)).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	test('a place is one more than the number of units that are better, and nobody is lost or doubled', () => {
		fc.assert(
			fc.property(fc.array(unit, { maxLength: 30 }), (given) => {
				const units = given.map((each, index) => ({
					code: String(index),
					facts: facts({
						...each,
						target: each.target === null ? null : target(each.target),
						endedOn: each.ended ? '2025-07-01' : null,
					}),
				}));
				const { ranked, unranked } = rankUnits(rule({}), units);
				for (const { measure, rank, tied } of ranked) {
					const better = ranked.filter((other) => compareFractions(other.measure, measure) > 0);
					expect(rank).toBe(better.length + 1);
					expect(tied).toBe(
						ranked.filter((other) => compareFractions(other.measure, measure) === 0).length > 1,
					);
				}
				expect([...ranked, ...unranked].map((each) => each.unit.code).sort()).toEqual(
					units.map(({ code }) => code).sort(),
				);
			}),
		);
	});

	test('the order of the list given changes nobody’s place', () => {
		fc.assert(
			fc.property(fc.array(unit, { maxLength: 20 }), fc.integer(), (given, seed) => {
				const units = given.map(({ approved }, index) => ({
					code: String(index),
					facts: facts({ approved }),
				}));
				const turned = units.length ? seed % units.length : 0;
				const other = [...units.slice(turned), ...units.slice(0, turned)].reverse();
				const by = rule({ measure: 'count' });
				const of = (list: typeof units) =>
					new Map(rankUnits(by, list).ranked.map(({ unit: { code }, rank }) => [code, rank]));
				for (const [code, rank] of of(units)) expect(of(other).get(code)).toBe(rank);
			}),
		);
	});
});
