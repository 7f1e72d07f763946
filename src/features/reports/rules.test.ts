import { describe, expect, test } from 'vitest';
import { periodNamed, reportPeriods } from './rules.ts';

const name = { vi: '', en: '' };
/** The calendar of the programme of 2022–2023. */
const programme = {
	submission: { from: '2022-01-08', to: '2023-08-31' },
	phases: [
		{ id: 1, code: 'phase-1', name, from: '2022-01-08', to: '2022-05-31', target: 300_000 },
		{ id: 2, code: 'phase-2', name, from: '2022-06-01', to: '2023-08-31', target: null },
	],
	campaigns: [{ id: 1, code: 'peak', name, phaseId: 1, from: '2022-04-21', to: '2022-05-31' }],
};
const text = (kind: Parameters<typeof reportPeriods>[1], yesterday: string) =>
	reportPeriods(programme, kind, yesterday).map(
		({ code, from, to, running }) => `${code} ${from}..${to}${running ? ' …' : ''}`,
	);

describe('periods of reports', () => {
	test('weeks go from Monday to Sunday, the first one whole, the running one cut at yesterday', () => {
		expect(text('weekly', '2022-01-18')).toEqual([
			'2022-01-23 2022-01-17..2022-01-18 …',
			'2022-01-16 2022-01-10..2022-01-16',
			'2022-01-09 2022-01-03..2022-01-09',
		]);
		expect(text('weekly', '2022-01-16')[0]).toBe('2022-01-16 2022-01-10..2022-01-16');
	});

	test('weeks go on after the last submission, half a year at most', () => {
		expect(text('weekly', '2026-01-01')[0]).toMatch(/^2024-0[23]-/);
	});

	test('phases, campaigns and quarters are those that have begun', () => {
		expect(text('phase', '2022-05-31')).toEqual(['phase-1 2022-01-08..2022-05-31']);
		expect(text('phase', '2022-06-01')[0]).toBe('phase-2 2022-06-01..2022-06-01 …');
		expect(text('campaign', '2022-04-20')).toEqual([]);
		expect(text('quarter', '2022-07-01')).toEqual([
			'phase-2:2022Q3 2022-07-01..2022-07-01 …',
			'phase-2:2022Q2 2022-06-01..2022-06-30',
			'phase-1:2022Q2 2022-04-01..2022-05-31',
			'phase-1:2022Q1 2022-01-08..2022-03-31',
		]);
		expect(text('closing', '2023-09-30')).toEqual([' 2022-01-08..2023-08-31']);
	});

	test('one is found by its name, the latest without one', () => {
		const weeks = reportPeriods(programme, 'weekly', '2022-01-18');
		expect(periodNamed(weeks, '2022-01-16')?.from).toBe('2022-01-10');
		expect(periodNamed(weeks, null)?.running).toBe(true);
		expect(periodNamed(weeks, '2022-01-17')).toBeUndefined();
	});
});
