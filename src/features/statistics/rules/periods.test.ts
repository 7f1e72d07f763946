import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '#platform/clock/clock.ts';
import { PERIODS } from '../schema.ts';
import { periodBegin, periodsIn } from './periods.ts';

describe('periodBegin', () => {
	it.each([
		['2022-05-31', 'day', '2022-05-31'],
		// 31/5/2022 was a Tuesday; 29/5 the Sunday that ends the week before.
		['2022-05-31', 'week', '2022-05-30'],
		['2022-05-30', 'week', '2022-05-30'],
		['2022-05-29', 'week', '2022-05-23'],
		['2023-01-01', 'week', '2022-12-26'],
		['2022-05-31', 'month', '2022-05-01'],
		['2022-05-31', 'quarter', '2022-04-01'],
		['2022-12-31', 'quarter', '2022-10-01'],
		['2022-01-01', 'quarter', '2022-01-01'],
	] as const)('%s, %s: %s', (day, period, begin) => expect(periodBegin(day, period)).toBe(begin));
});

describe('periodsIn', () => {
	it('cuts the first and the last to the range', () =>
		expect(periodsIn({ from: '2022-04-21', to: '2022-05-31' }, 'month')).toEqual([
			{ from: '2022-04-21', to: '2022-04-30' },
			{ from: '2022-05-01', to: '2022-05-31' },
		]));

	it('is nothing of a range that ends before it begins', () =>
		expect(periodsIn({ from: '2022-05-02', to: '2022-05-01' }, 'week')).toEqual([]));

	it('has every day once, each period within one', () => {
		fc.assert(
			fc.property(fc.constantFrom(...PERIODS), fc.nat(4000), fc.nat(800), (period, begin, length) => {
				const from = addDays('2018-01-01', begin);
				const to = addDays(from, length);
				const found = periodsIn({ from, to }, period);
				let expected = from;
				for (const each of found) {
					expect(each.from).toBe(expected);
					expect(periodBegin(each.from, period)).toBe(periodBegin(each.to, period));
					expected = addDays(each.to, 1);
				}
				expect(expected).toBe(addDays(to, 1));
				expect(found.length).toBeLessThanOrEqual(daysBetween(from, to) + 1);
			}),
		);
	});
});
