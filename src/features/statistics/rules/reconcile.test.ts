import { describe, expect, it } from 'vitest';
import { countVerdicts, type PublishedFigure, reconcile } from './reconcile.ts';

const both = (text: string) => ({ vi: text, en: text });
const figure = (code: string, value: number, over: Partial<PublishedFigure> = {}): PublishedFigure => ({
	code,
	says: both(code),
	value,
	is: 'count',
	asOf: null,
	source: both('báo'),
	...over,
});
const verdict = (printed: PublishedFigure, own?: number, others: PublishedFigure[] = []) =>
	reconcile([printed, ...others], new Map(own === undefined ? [] : [[printed.code, own]]))[0]!.verdict;

describe('a printed number beside those that it should follow from', () => {
	const parts = [figure('a', 570), figure('b', 265)];

	it('agrees when it is what follows, and is impossible when it is not', () => {
		const sum = { follows: { by: 'sum', of: ['a', 'b'] } } as const;
		expect(verdict(figure('x', 835, sum), undefined, parts)).toBe('agrees');
		expect(verdict(figure('x', 834, sum), undefined, parts)).toBe('impossible');
	});

	it('is held to the precision it was printed with', () => {
		const attains = { is: 'percent', follows: { by: 'attains', of: 'a', over: 'b' } } as const;
		for (const [printed, expected] of [
			[2150, 'agrees'],
			[2151, 'agrees'],
			[2149, 'impossible'],
			[2160, 'impossible'],
		] as const)
			expect(verdict(figure('x', printed, attains), undefined, parts)).toBe(expected);
	});

	it('is rounded, not cut off: 153,85 is 153,9 and 154', () => {
		const attains = { is: 'percent', follows: { by: 'attains', of: 'a', over: 'b' } } as const;
		const lang = [figure('a', 6308), figure('b', 4100)];
		expect([1538, 1539, 1530, 1540].map((n) => verdict(figure('x', n, attains), undefined, lang))).toEqual([
			'impossible',
			'agrees',
			'impossible',
			'agrees',
		]);
	});

	it('is not proven by being smaller than the whole', () => {
		const part = (n: number) => figure('x', n, { follows: { by: 'at_most', as: 'a' } });
		expect(verdict(part(570), undefined, parts)).toBe('unchecked');
		expect(verdict(part(571), undefined, parts)).toBe('impossible');
		expect(verdict(part(570), 570, parts)).toBe('agrees');
	});
});

describe('a printed number beside what the portal counts', () => {
	it('agrees or differs, and is unchecked while nothing is counted', () => {
		expect([undefined, 23, 22].map((own) => verdict(figure('x', 23), own))).toEqual([
			'unchecked',
			'agrees',
			'differs',
		]);
	});

	it('takes «over» and «about» as they are meant', () => {
		const over = figure('x', 33_000, { loosely: 'over' });
		expect([33_001, 33_000, 32_999].map((own) => verdict(over, own))).toEqual([
			'agrees',
			'agrees',
			'differs',
		]);
		const about = figure('x', 140, { loosely: 'about' });
		expect([133, 147, 132, 148].map((own) => verdict(about, own))).toEqual([
			'agrees',
			'agrees',
			'differs',
			'differs',
		]);
	});

	it('does not make true what cannot be', () => {
		const same = figure('x', 5, { follows: { by: 'same', as: 'a' } });
		expect(verdict(same, 5, [figure('a', 6)])).toBe('impossible');
	});
});

it('counts each verdict', () => {
	const held = reconcile([figure('a', 1), figure('b', 2)], new Map([['a', 1]]));
	expect(countVerdicts(held)).toEqual({ agrees: 1, impossible: 0, differs: 0, unchecked: 1 });
});

it('refuses a figure that follows from one nobody printed', () => {
	expect(() => reconcile([figure('x', 1, { follows: { by: 'same', as: 'y' } })])).toThrow('y');
});
