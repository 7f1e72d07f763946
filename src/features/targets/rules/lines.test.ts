import { describe, expect, it, test } from 'vitest';
import { gapOf } from './gap.ts';
import { inForce, nextKind, type Standing } from './lines.ts';
import { readNumber, readRate } from './numbers.ts';
import { periodsOf } from './periods.ts';

const row = (kind: Standing['kind'], number: number | null): Standing => ({ id: 1, kind, number });

describe('what is in force', () => {
	it.each([
		[
			'what was assigned, in its latest revision',
			{ assigned: row('revised', 120), registered: row('registered', 300) },
			120,
		],
		[
			'what was registered while nothing is assigned',
			{ registered: row('registered', 300), guideline: row('guideline', 50) },
			300,
		],
		['the guideline when there is nothing else', { guideline: row('guideline', 50) }, 50],
		['not what was taken back', { assigned: row('assigned', null), guideline: row('guideline', 50) }, 50],
		['a target of nothing is a target', { assigned: row('assigned', 0), guideline: row('guideline', 50) }, 0],
		['nothing', {}, undefined],
	])('%s', (_what, lines, number) => expect(inForce(lines)?.number).toBe(number));
});

describe('what a number becomes', () => {
	it.each([
		['assigned', undefined, 10, 'assigned'],
		['assigned', row('assigned', 9), 10, 'revised'],
		['assigned', row('revised', 9), 10, 'revised'],
		['assigned', row('assigned', null), 10, 'assigned'],
		['assigned', row('assigned', 10), 10, 'same'],
		['revised', undefined, 10, null],
		['revised', row('assigned', null), 10, null],
		['registered', row('registered', 9), 10, 'registered'],
	] as const)('%s over %o with %d is %s', (asked, standing, number, kind) =>
		expect(nextKind(asked, standing, number)).toBe(kind),
	);
});

test('a parent is compared with the children that have a target, and the others are counted', () => {
	expect(gapOf(100, [60, null, 50])).toEqual({ own: 100, sum: 110, without: 1, difference: 10 });
	expect(gapOf(null, [60])).toEqual({ own: null, sum: 60, without: 0, difference: null });
	expect(gapOf(100, [null])).toEqual({ own: 100, sum: 0, without: 1, difference: null });
});

test('a phase has the calendar quarters that it touches, cut to it', () => {
	const name = { vi: 'Giai đoạn 1', en: 'Phase 1' };
	const phase = { id: 7, code: 'gd1', name, from: '2021-12-15', to: '2022-05-31', target: null };
	const periods = periodsOf({ submission: { from: '2021-12-15', to: '2022-05-31' }, phases: [phase] });
	expect(periods.map(({ code, from, to }) => `${code} ${from} ${to}`)).toEqual([
		' 2021-12-15 2022-05-31',
		'gd1 2021-12-15 2022-05-31',
		'gd1:2021Q4 2021-12-15 2021-12-31',
		'gd1:2022Q1 2022-01-01 2022-03-31',
		'gd1:2022Q2 2022-04-01 2022-05-31',
	]);
});

test('numbers are read as people write them', () => {
	expect(['1.250', '1,250', '1 250', ' 7 ', '0'].map(readNumber)).toEqual([1250, 1250, 1250, 7, 0]);
	expect(['', '-1', '1,5', '1e3', '12a', '999999999', '１２'].map(readNumber)).toEqual(Array(7).fill(null));
	expect(['10', '12,5', '12.5 %', '1,25', ''].map(readRate)).toEqual([100, 125, 125, null, null]);
});
