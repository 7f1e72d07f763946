import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainment, dailyMean, excess, percentText } from './attainment.ts';

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
		expect(percentText(2034, 'en')).toBe('203.4%');
		expect(percentText(-500, 'vi')).toBe('−50,0 %');
		expect(percentText(12_345_678, 'vi')).toBe('1.234.567,8 %');
	});
});
