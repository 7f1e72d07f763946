import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#platform/clock/clock.ts';
import { daysOf, expectedBy, paceOf } from './pace.ts';

const PHASE_1 = { from: '2022-01-08', to: '2022-05-31' };

describe('days of a period', () => {
	it.each([
		['2022-01-07', { standing: 'ahead', all: 144, passed: 0, left: 144 }],
		['2022-01-08', { standing: 'running', all: 144, passed: 1, left: 144 }],
		['2022-04-20', { standing: 'running', all: 144, passed: 103, left: 42 }],
		['2022-05-31', { standing: 'running', all: 144, passed: 144, left: 1 }],
		['2022-06-01', { standing: 'over', all: 144, passed: 144, left: 0 }],
	] as const)('on %s', (today, days) => expect(daysOf(PHASE_1, today)).toEqual(days));
});

describe('pace against plan', () => {
	it('of phase 1 the day before its campaign: behind an even pace, and what each day had to bring', () => {
		const pace = paceOf(165_541, 300_000, daysOf(PHASE_1, '2022-04-20'));
		expect(pace).toMatchObject({ expected: 214_583, difference: -49_042, needed: 3_202, mean: 1_607 });
		expect(pace.atMean).toBe(231_436);
	});

	it('asks nothing more once the target is reached, and cannot ask once the period is over', () => {
		expect(paceOf(400, 300, daysOf(PHASE_1, '2022-04-20')).needed).toBe(0);
		expect(paceOf(200, 300, daysOf(PHASE_1, '2022-06-20')).needed).toBe(null);
		expect(paceOf(200, 300, daysOf(PHASE_1, '2022-06-20')).expected).toBe(300);
	});

	it('compares with no target that is not there, and expects nothing before the first day', () => {
		expect(paceOf(5, null, daysOf(PHASE_1, '2022-04-20'))).toMatchObject({
			expected: null,
			difference: null,
			needed: null,
		});
		expect(paceOf(0, 300, daysOf(PHASE_1, '2022-01-01'))).toMatchObject({
			expected: null,
			needed: 3,
			mean: null,
			atMean: null,
		});
	});

	it('expects more every day and the whole target on the last; what is needed suffices, one less does not', () => {
		fc.assert(
			fc.property(
				fc.nat(1_000_000),
				fc.integer({ min: 1, max: 800 }),
				fc.nat(799),
				fc.nat(2_000_000),
				(target, all, at, result) => {
					const period = { from: '2022-01-08', to: addDays('2022-01-08', all - 1) };
					const today = addDays(period.from, at % all);
					const days = daysOf(period, today);
					expect(days.passed + days.left).toBe(all + 1);
					const expected = expectedBy(target, days);
					expect(expected).toBeGreaterThanOrEqual(expectedBy(target, { all, passed: days.passed - 1 }));
					expect(expectedBy(target, { all, passed: all })).toBe(target);
					const needed = paceOf(result, target, days).needed!;
					expect(result + needed * days.left).toBeGreaterThanOrEqual(
						Math.min(target, result + needed * days.left),
					);
					if (result < target) {
						expect(result + needed * days.left).toBeGreaterThanOrEqual(target);
						expect(result + (needed - 1) * days.left).toBeLessThan(target);
					} else expect(needed).toBe(0);
				},
			),
		);
	});
});
