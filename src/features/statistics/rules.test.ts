import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableDong, shares } from './rules.ts';

describe('shares', () => {
	it('gives the left-over tenths to the largest remainders', () => {
		expect(shares([955_824, 732_120, 345_723])).toEqual([470, 360, 170]);
		expect(shares([1, 1, 1])).toEqual([334, 333, 333]);
	});

	it('are nothing of nothing', () => expect(shares([0, 0])).toEqual([null, null]));

	it('always sum to the whole and miss the exact share by less than a tenth', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(5_000_000), { minLength: 1, maxLength: 90 }), (parts) => {
				const whole = parts.reduce((sum, part) => sum + part, 0);
				fc.pre(whole > 0);
				const found = shares(parts) as number[];
				expect(found.reduce((sum, part) => sum + part, 0)).toBe(1000);
				for (const [index, part] of parts.entries())
					expect(Math.abs(found[index]! - (1000 * part) / whole)).toBeLessThan(1);
			}),
		);
	});
});

describe('readableDong', () => {
	it.each([
		['33194600000000', 33_194.6, 'ty'],
		['1500000000', 1.5, 'ty'],
		['999949999', 999.9, 'trieu'],
		['14000000', 14, 'trieu'],
		['999999', 999_999, 'dong'],
		['0', 0, 'dong'],
	])('%s', (dong, value, scale) => expect(readableDong(dong)).toEqual({ value, scale }));
});
