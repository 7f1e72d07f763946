import { expect, test } from 'vitest';
import { changedFrom, differsFrom, endedFrom, type Timeline } from './timelines.ts';

const since = { from: '2018-01-01', to: null, parentId: 1, shortName: null, clusterId: null, province: null };
const unit: Timeline = {
	id: 7,
	code: 'A-1',
	successorId: null,
	periods: [{ ...since, name: 'Tên', kind: 'grassroots' }],
};

test('two timelines differ from the day on which the first of their differences counts', () => {
	const renamed = changedFrom(unit, '2026-03-01', { name: 'Tên mới' });
	const moved = changedFrom(renamed, '2026-02-01', { parentId: 2 });
	expect(differsFrom(unit, unit)).toBeNull();
	expect(differsFrom(unit, renamed)).toBe('2026-03-01');
	expect(differsFrom(unit, moved)).toBe('2026-02-01');
	expect(differsFrom(renamed, moved)).toBe('2026-02-01');
	expect(differsFrom({ ...unit, periods: [] }, unit)).toBe('2018-01-01');
	expect(differsFrom(unit, endedFrom(unit, '2026-05-01', null))).toBe('2026-05-01');
});

test('another successor counts from the day on which the unit has ended', () => {
	const ended = endedFrom(unit, '2026-05-01', null);
	expect(differsFrom(ended, endedFrom(unit, '2026-05-01', 9))).toBe('2026-05-01');
});
