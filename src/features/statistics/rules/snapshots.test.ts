import { expect, test } from 'vitest';
import { snapshotsDue } from './snapshots.ts';

const names = { vi: '', en: '' };
const programme = {
	submission: { from: '2022-01-08', to: '2022-05-31' },
	phases: [{ id: 1, code: 'gd1', name: names, from: '2022-01-08', to: '2022-05-31', target: null }],
	campaigns: [{ id: 1, code: 'dot', name: names, phaseId: 1, from: '2022-04-21', to: '2022-05-31' }],
};
const due = (yesterday: string, lastChange: string | null = null) =>
	snapshotsDue(programme, yesterday, lastChange).map(({ kind, upto }) => `${kind} ${upto}`);

test('a week is frozen on its Sunday, a quarter, campaign and phase on their last day', () => {
	expect(due('2022-01-15')).toEqual(['weekly 2022-01-09']);
	expect(due('2022-01-16')).toEqual(['weekly 2022-01-09', 'weekly 2022-01-16']);
	expect(due('2022-04-01')).toContain('quarter 2022-03-31');
	expect(due('2022-12-31').slice(-4)).toEqual([
		'campaign 2022-05-31',
		'quarter 2022-05-31',
		'phase 2022-05-31',
		'closing 2022-05-31',
	]);
	expect(due('2022-05-30')).not.toContain('closing 2022-05-31');
});

test('weeks go on after the last submission while reviews do, and end with the week of the last change', () => {
	const weeks = (lastChange: string | null) =>
		due('2022-12-31', lastChange).filter((each) => each.startsWith('weekly'));
	expect(weeks(null).at(-1)).toBe('weekly 2022-05-29');
	expect(weeks('2022-07-06').at(-1)).toBe('weekly 2022-07-10');
	expect(weeks('2022-07-10').at(-1)).toBe('weekly 2022-07-10');
});
