import { expect, test } from 'vitest';
import { seriesOf, stepFor } from './series.ts';

const day = (date: string, submitted: number, approved = 0) => ({ day: date, submitted, approved });

test('weeks begin on Monday, are cut to the range, and run up to the whole', () => {
	// 8/1/2022 is a Saturday.
	const steps = seriesOf(
		{ from: '2022-01-08', to: '2022-01-18' },
		'week',
		[day('2022-01-08', 23), day('2022-01-10', 5, 2), day('2022-01-16', 1, -1), day('2022-01-18', 4)],
		[
			{ on: '2022-01-07', value: 0 },
			{ on: '2022-01-18', value: 110 },
		],
	);
	expect(steps.map(({ from, to }) => `${from}/${to}`)).toEqual([
		'2022-01-08/2022-01-09',
		'2022-01-10/2022-01-16',
		'2022-01-17/2022-01-18',
	]);
	expect(steps.map((step) => [step.submitted, step.submittedTotal, step.plan])).toEqual([
		[23, 23, 20],
		[6, 29, 90],
		[4, 33, 110],
	]);
	expect(steps.map((step) => [step.approved, step.approvedTotal])).toEqual([
		[0, 0],
		[1, 1],
		[0, 1],
	]);
});

test('a range without anything has steps of nothing', () => {
	expect(seriesOf({ from: '2022-01-08', to: '2022-01-09' }, 'day', [], [])).toEqual([
		expect.objectContaining({ from: '2022-01-08', submittedTotal: 0, plan: null }),
		expect.objectContaining({ from: '2022-01-09', submittedTotal: 0, plan: null }),
	]);
});

test('the step fits the length', () => {
	expect(stepFor({ from: '2022-04-21', to: '2022-05-31' })).toBe('day');
	expect(stepFor({ from: '2022-01-08', to: '2023-08-31' })).toBe('week');
	expect(stepFor({ from: '2018-01-01', to: '2023-08-31' })).toBe('month');
});
