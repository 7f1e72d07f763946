import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '#platform/clock/clock.ts';
import { attainment, dailyMean, daysInclusive, excess, percentText } from './attainment.ts';

const attains = (result: number, target: number) => percentText(attainment(result, target)!, 'vi');
const exceeds = (result: number, target: number) => percentText(excess(result, target)!, 'vi');

describe('figures that were printed wrong (domain.md §4), computed right', () => {
	it('6.308 of 4.100 is 153,9 %, not 129 %', () => expect(attains(6_308, 4_100)).toBe('153,9 %'));

	it('570 of 265 attains 215,1 % and exceeds by 115,1 %, not by 215 %', () => {
		expect(attains(570, 265)).toBe('215,1 %');
		expect(exceeds(570, 265)).toBe('115,1 %');
	});

	it('the campaign added 531.407, not 365.866', () => expect(696_948 - 165_541).toBe(531_407));

	it('21/4 to 31/5 are 41 days with both ends, not 40', () => {
		expect(daysInclusive('2022-04-21', '2022-05-31')).toBe(41);
		expect(daysBetween('2022-04-21', '2022-05-31')).toBe(40);
	});

	it('13.285 a day came in over 40 days, 12.961 over 41, not 9.147', () => {
		expect(dailyMean(696_948 - 165_541, 40)).toBe(13_285);
		expect(dailyMean(696_948 - 165_541, 41)).toBe(12_961);
	});

	it('696.948 of 300.000 is 232,3 %, not 76 %', () => expect(attains(696_948, 300_000)).toBe('232,3 %'));

	it('3/10/2022 is 332 days before 31/8/2023, not day 332', () =>
		expect(daysBetween('2022-10-03', '2023-08-31')).toBe(332));

	it('the three groups sum to 2.033.667, two short of 2.033.669', () => {
		expect(955_824 + 732_120 + 345_723).toBe(2_033_667);
		expect(2_033_669 - 2_033_667).toBe(2);
	});

	it('2.033.669 approved of 1.000.000 attain 203,4 %, 2.409.104 submitted 240,9 %: two results, two figures', () => {
		expect(attains(2_033_669, 1_000_000)).toBe('203,4 %');
		expect(attains(2_409_104, 1_000_000)).toBe('240,9 %');
	});
});

describe('one rounding rule', () => {
	it.each([
		[1, 2000, 1],
		[1, 2001, 0],
		[0, 10, 0],
		[-1, 2000, -1],
		[9_007_199_254_740_991, 9_007_199_254_740_991, 1000],
	])('%d of %d attains %d tenths of a percent', (n, target, tenths) =>
		expect(attainment(n, target)).toBe(tenths),
	);

	it('compares with no target that is not there', () => {
		expect(attainment(5, 0)).toBe(null);
		expect(excess(5, 0)).toBe(null);
		expect(dailyMean(5, 0)).toBe(null);
	});

	it('is never further from the exact value than half a tenth', () => {
		fc.assert(
			fc.property(fc.nat(5_000_000), fc.integer({ min: 1, max: 5_000_000 }), (result, target) => {
				const tenths = BigInt(attainment(result, target)!);
				const off = tenths * BigInt(target) - BigInt(result) * 1000n;
				expect(2n * (off < 0n ? -off : off) <= BigInt(target)).toBe(true);
			}),
		);
	});

	it('writes a percentage the language’s way, with a minus that is one', () => {
		expect(percentText(2034, 'vi')).toBe('203,4 %');
		expect(percentText(2034, 'en')).toBe('203.4 %');
		expect(percentText(-500, 'vi')).toBe('−50,0 %');
		expect(percentText(12_345_678, 'vi')).toBe('1.234.567,8 %');
	});
});
