import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEPS } from '../schema.ts';
import { apportion, type Part, stepUp } from './apportion.ts';

const part = (code: string, weight: number, over: Partial<Part> = {}): Part => ({
	id: code.codePointAt(0)! * 1000 + code.length,
	code,
	weight: BigInt(weight),
	minimum: 0,
	...over,
});
const numbersOf = (total: number, parts: readonly Part[], step = 1) => {
	const divided = apportion(total, parts, step);
	if ('obstacle' in divided) return divided.obstacle;
	return Object.fromEntries(parts.map(({ id, code }) => [code, divided.numbers.get(id)]));
};

describe('dividing a number', () => {
	it('gives what is left over to the largest remainders', () =>
		expect(numbersOf(100, [part('A', 955_824), part('B', 732_120), part('C', 345_723)])).toEqual({
			A: 47,
			B: 36,
			C: 17,
		}));

	it('breaks ties by weight, then by code', () => {
		expect(numbersOf(2, [part('C', 1), part('A', 1), part('B', 1)])).toEqual({ A: 1, B: 1, C: 0 });
		// Quotas 1.5, 0.5: the same remainder.
		expect(numbersOf(2, [part('A', 1), part('B', 3)])).toEqual({ A: 0, B: 2 });
	});

	it('gives whole steps, and what is below one step to the heaviest', () =>
		expect(numbersOf(1_234, [part('A', 1), part('B', 2), part('C', 3)], 10)).toEqual({
			A: 200,
			B: 410,
			C: 624,
		}));

	it('gives nobody less than the minimum, and the rest to the others', () =>
		expect(
			numbersOf(
				100,
				[1, 9, 90].map((weight, i) => part('ABC'[i]!, weight, { minimum: 10 })),
			),
		).toEqual({ A: 10, B: 10, C: 80 }));

	it('leaves what is set by hand', () =>
		expect(numbersOf(100, [part('A', 1), part('B', 1), part('C', 1, { fixed: 50 })])).toEqual({
			A: 25,
			B: 25,
			C: 50,
		}));

	it.each([
		['cascade_fixed_over', { over: 5 }, [part('A', 1, { fixed: 105 })]],
		['cascade_fixed_under', { left: 40 }, [part('A', 1, { fixed: 60 })]],
		['cascade_fixed_under', { left: 100 }, []],
		[
			'cascade_minimum_over',
			{ needed: 120, left: 100 },
			'AB'.split('').map((c) => part(c, 1, { minimum: 60 })),
		],
		['cascade_no_weight', { left: 90 }, [part('A', 0, { minimum: 10 })]],
	])('says why it cannot: %s %o', (code, params, parts) =>
		expect(numbersOf(100, parts as Part[])).toEqual({ code, params }),
	);
});

const parts = fc
	.array(
		fc.record({
			weight: fc.oneof(fc.constant(0), fc.nat(2_000_000)),
			minimum: fc.oneof(fc.constant(0), fc.nat(300)),
			fixed: fc.option(fc.nat(2_000), { nil: undefined, freq: 5 }),
		}),
		{ maxLength: 60 },
	)
	.map((list) =>
		list.map((each, i): Part => ({ ...each, id: i + 1, code: `U${i}`, weight: BigInt(each.weight) })),
	);
const totals = fc.nat(200_000);
const steps = fc.constantFrom(...STEPS);
const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, n) => all + n, 0);

describe('whatever is divided', () => {
	it('sums to the number exactly, keeps minimums, steps and what is set by hand, or says why not', () => {
		fc.assert(
			fc.property(totals, parts, steps, (total, list, step) => {
				const divided = apportion(total, list, step);
				const free = list.filter(({ fixed }) => fixed === undefined);
				const left = total - sum(list.map(({ fixed }) => fixed ?? 0));
				const needed = sum(free.map(({ minimum }) => stepUp(minimum, step)));
				const feasible =
					left >= 0 &&
					(free.length === 0 ? left === 0 : needed <= left) &&
					(left === needed || free.some(({ weight }) => weight > 0n));
				expect('numbers' in divided).toBe(feasible);
				if ('obstacle' in divided) return;
				expect(sum(divided.numbers.values())).toBe(total);
				let odd = 0;
				for (const { id, minimum, fixed } of list) {
					const number = divided.numbers.get(id)!;
					if (fixed !== undefined) expect(number).toBe(fixed);
					else expect(number).toBeGreaterThanOrEqual(minimum);
					if (fixed === undefined && number % step !== 0) odd++;
				}
				expect(odd).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 500 },
		);
	});

	it('does not depend on the order of the parts', () => {
		fc.assert(
			fc.property(totals, parts, steps, fc.nat(), (total, list, step, seed) => {
				const shuffled = list
					.map((each, i) => ({ each, key: Math.imul(i + 1, seed | 1) >>> 0 }))
					.sort((a, b) => a.key - b.key)
					.map(({ each }) => each);
				const [one, other] = [apportion(total, list, step), apportion(total, shuffled, step)];
				if ('obstacle' in one) expect(other).toEqual(one);
				else
					expect('numbers' in other && new Map([...other.numbers].sort())).toEqual(
						new Map([...one.numbers].sort()),
					);
			}),
		);
	});

	it('gives the heavier of two with one minimum no less', () => {
		fc.assert(
			fc.property(totals, parts, steps, fc.nat(100), (total, list, step, minimum) => {
				const even = list.map((each) => ({ ...each, minimum }));
				const divided = apportion(total, even, step);
				if ('obstacle' in divided) return;
				const free = even
					.filter(({ fixed }) => fixed === undefined)
					.sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
				for (const [i, each] of free.entries())
					if (i > 0 && each.weight > free[i - 1]!.weight)
						expect(divided.numbers.get(each.id)!).toBeGreaterThanOrEqual(
							divided.numbers.get(free[i - 1]!.id)!,
						);
			}),
		);
	});

	it('gives a part no less when its weight alone grows', () => {
		fc.assert(
			fc.property(
				totals,
				parts,
				steps,
				fc.nat(),
				fc.integer({ min: 1, max: 500_000 }),
				(total, list, step, at, more) => {
					fc.pre(list.length > 0);
					const chosen = list[at % list.length]!;
					const grown = list.map((each) =>
						each === chosen ? { ...each, weight: each.weight + BigInt(more) } : each,
					);
					const [before, after] = [apportion(total, list, step), apportion(total, grown, step)];
					if ('obstacle' in before || 'obstacle' in after) return;
					expect(after.numbers.get(chosen.id)!).toBeGreaterThanOrEqual(before.numbers.get(chosen.id)!);
				},
			),
			{ numRuns: 500 },
		);
	});
});
