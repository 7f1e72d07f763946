import { afterAll, describe, expect, test } from 'vitest';
import { scopeOf } from '#features/people/rules.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { changeUnitTree } from '#features/units/commands/changes.ts';
import { addDays } from '#platform/clock/clock.ts';
import { openDb } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { progressWorld } from '#testing/progress.ts';
import { by, dated, everywhere } from '#testing/tree.ts';
import { TODAY } from '#testing/world.ts';
import { backlogAt, backlogOf } from './queries/backlog.ts';
import { campaignsOf } from './queries/campaigns.ts';
import { progressOf } from './queries/progress.ts';
import { expiringAt } from './queries/returned.ts';
import { standingsBelow } from './queries/standings.ts';

const db = openDb((await testDatabase()).url);
afterAll(() => db.close());
const { programme, unit, people, submit, decide, assign } = await progressWorld(db);
const period = (code: string) => periodsOf(programme).find((each) => each.code === code)!;
const day = (offset: number) => addDays(TODAY, offset);

// gd2 began 40 days ago and ends in 59: 41 of 100 days, an even pace expects 41 % of a target by tonight.
await submit('CS1', 60, 3);
const first = await submit('CS1', 30, 4);
await submit('CS1', 5, 2);
await submit('CS2', 20, 5);
await submit('XA', 8, 1);
await decide(first.slice(0, 3), people.officer, 'confirm', 29);
await decide(first.slice(0, 1), people.reviewer, 'approve', 9);
await assign('TINH', 100);
await assign('CS1', 10);
await assign('CS2', 20);

describe('progress of a unit', () => {
	test('counts towards a phase what was submitted in it, and adds up day by day to the result', async () => {
		const progress = await progressOf(db, programme, unit('TINH'), period('gd2'), 'submitted', TODAY);
		expect(progress).toMatchObject({
			results: { submitted: 11, approved: 1 },
			target: { number: 100, kind: 'assigned' },
			pace: { expected: 41, difference: -30, needed: 2, days: { passed: 41, left: 60, all: 100 } },
		});
		expect(progress.curve.length).toBe(41);
		expect(progress.curve.at(-1)).toEqual({ day: TODAY, sum: 11 });
		expect(progress.curve.find((each) => each.day === day(-30))).toEqual({ day: day(-30), sum: 4 });
		expect(progress.forecast!.end.low).toBeGreaterThanOrEqual(11);
		expect(progress.forecast!.path.at(-1)!.ahead).toBe(59);
	});

	test('measures approvals by their own days, of the same phase', async () => {
		const progress = await progressOf(db, programme, unit('CS1'), period('gd2'), 'approved', TODAY);
		expect(progress.pace).toMatchObject({ expected: 4, difference: -3 });
		expect(progress.curve.filter(({ sum }) => sum === 0).length).toBe(31);
	});

	test('makes no forecast of a period that is over, or of which too few days are known', async () => {
		const over = await progressOf(db, programme, unit('TINH'), period('gd1'), 'submitted', TODAY);
		expect([over.forecast, over.pace.days.standing, over.results.submitted]).toEqual([null, 'over', 3]);
		const early = await progressOf(db, programme, unit('TINH'), period('gd2'), 'submitted', day(-30));
		expect([early.forecast, early.pace.days.standing]).toEqual([null, 'running']);
	});
});

test('a campaign is what came in on its days, with what stood the evening before', async () => {
	const [campaign] = await campaignsOf(db, programme, unit('TLD'), 'submitted', TODAY);
	expect(campaign).toMatchObject({ code: 'cao-diem', from: day(-10), to: day(9), phase: { code: 'gd2' } });
	expect(campaign!.figures).toEqual({
		standing: 'running',
		days: 20,
		counted: 11,
		atStart: 12,
		atEnd: 15,
		increase: 3,
		mean: 0,
		// 3 of the 12 that the phase brought.
		share: 250,
		ofPhase: 12,
	});
	const [approvals] = await campaignsOf(db, programme, unit('TLD'), 'approved', TODAY);
	expect(approvals!.figures).toMatchObject({ atStart: 0, increase: 1, ofPhase: 1 });
	const [none] = await campaignsOf(db, programme, unit('CS3'), 'submitted', TODAY);
	expect(none!.figures).toMatchObject({ atStart: 0, increase: 0, share: null });
});

test('units below one stand each to its own target', async () => {
	const about = {
		programmeId: programme.id,
		period: period('gd2'),
		measure: 'submitted',
		today: TODAY,
	} as const;
	const standings = await standingsBelow(db, unit('TINH'), about);
	expect(
		standings.map(({ unit, expected, behind, target }) => [unit.code, expected, behind, target?.number]),
	).toEqual([
		['CS1', 4, -2, 10],
		['CS2', 8, 3, 20],
		['CS3', null, null, undefined],
	]);
});

describe('what waits', () => {
	const request = {
		programmeId: programme.id,
		confirming: [1],
		order: 'waiting',
		from: 0,
		limit: 10,
	} as const;

	test('is counted where it waits, with the oldest, the submissions it is measured by, and who holds it', async () => {
		const scope = scopeOf(people.reviewer, 'follow_progress');
		const backlog = await backlogAt(db, scope, { ...request, unitId: unit('TINH') });
		expect(backlog).toMatchObject({ count: 3, waiting: 13, oldest: day(-60) });
		expect(
			backlog.units.map(({ code, waiting, oldest, submitted, holders, levels }) => [
				code,
				waiting,
				oldest,
				submitted,
				holders,
				levels,
			]),
		).toEqual([
			['CS1', 6, day(-60), 9, ['Cán Bộ Một'], [1]],
			['CS2', 5, day(-20), 5, ['Cán Bộ Hai'], [1]],
			['TINH', 2, day(-30), 14, ['Người Đôn Đốc'], [2]],
		]);
		const old = await backlogAt(db, scope, {
			...request,
			order: 'oldest',
			unitId: unit('TINH'),
			submittedUntil: day(-30),
		});
		expect(old.units.map(({ code }) => code)).toEqual(['CS1', 'TINH']);
		const second = await backlogAt(db, scope, { ...request, unitId: unit('TINH'), from: 1, limit: 1 });
		expect([second.units.map(({ code }) => code), second.count]).toEqual([['CS2'], 3]);
	});

	test('outside reach does not exist: neither rows nor counts', async () => {
		const outside = scopeOf(people.otherReviewer, 'follow_progress');
		const nothing = await backlogAt(db, outside, { ...request, unitId: unit('TINH') });
		expect(nothing).toEqual(await backlogAt(db, outside, { ...request, unitId: unit('CS3') }));
		expect(await backlogOf(db, outside, programme.id, [unit('CS1'), unit('XA')])).toEqual(
			new Map([[unit('XA'), { waiting: 1, oldest: day(-8), submitted: 1 }]]),
		);
		const all = await backlogAt(db, outside, { ...request, unitId: unit('TLD') });
		expect(all.units.map(({ code }) => code)).toEqual(['XA']);
	});
});

test('what is about to expire: returned, with no more than seven of its days left', async () => {
	const [late, soon, fresh] = [await submit('CS2', 20), await submit('CS2', 19), await submit('CS2', 18)];
	await decide(late, people.secondOfficer, 'return', 16);
	await decide(soon, people.secondOfficer, 'return', 14);
	await decide(fresh, people.secondOfficer, 'return', 2);
	const page = { from: 0, limit: 10 };
	const scope = scopeOf(people.reviewer, 'follow_progress');
	expect(await expiringAt(db, scope, programme, unit('TINH'), TODAY, page)).toEqual({
		count: 1,
		expiring: 1,
		units: [{ id: unit('CS2'), code: 'CS2', name: 'Đơn vị CS2', expiring: 1, until: day(1) }],
	});
	const outside = scopeOf(people.otherReviewer, 'follow_progress');
	expect((await expiringAt(db, outside, programme, unit('TLD'), TODAY, page)).units).toEqual([]);
});

test('a unit that took another over stands to the targets of both', async () => {
	const from = day(1);
	const merger = dated({ kind: 'merge', codes: ['CS2'], into: 'CS1' }, from);
	await db.transaction((tx) => changeUnitTree(tx, merger, by(everywhere, from)));
	const about = {
		programmeId: programme.id,
		period: period('gd2'),
		measure: 'submitted',
		today: from,
	} as const;
	const merged = (await standingsBelow(db, unit('TINH'), about)).find(
		({ unit: { code } }) => code === 'CS1',
	)!;
	expect(merged).toMatchObject({ target: { number: 30, kind: 'assigned' }, expected: 13 });
});
