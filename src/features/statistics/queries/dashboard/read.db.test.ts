import { beforeAll, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { translator } from '#platform/i18n/translate.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { CHARTS, chartOf, MAP_SIZE } from '../../components/charts.ts';
import { tableOf } from '../../components/tables/all.ts';
import { PLAIN_VIEW } from '../../components/view.ts';
import type { Ask, Dashboard } from '../../schema/dashboard.ts';
import { TABLES } from '../../schema/tables.ts';
import { dashboardOf } from './read.ts';

const HUGE = 500_000_000_000;
const on = (daysAgo: number) => addDays(TODAY, -daysAgo);
const at = (daysAgo: number) => new Date(startOfLocalDate(on(daysAgo)).getTime() + 36_000_000);

let db: Db;
let programme: Programme;
let people: { member: Actor; officer: Actor; reviewer: Actor; manager: Actor };

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['NGANH', 'TLD', 'central_industry'],
		['CS-A', 'TINH', 'grassroots'],
		['CS-B', 'TINH', 'grassroots'],
		['CS-N', 'NGANH', 'grassroots'],
	]);
	const id = (code: string) => units.get(code)!.id;
	programme = await makeProgramme(db, {
		code: 'bang',
		campaigns: [{ code: 'cd', phase: 'gd1', name: { vi: 'Cao điểm', en: 'Peak' }, from: on(40), to: on(1) }],
	});
	const [member, officer, reviewer, manager] = await Promise.all(
		(['member', 'officer', 'reviewer', 'manager'] as const).map((role) => makePerson(db, role, id('TLD'))),
	);
	people = { member: member!, officer: officer!, reviewer: reviewer!, manager: manager! };
	await db.transaction((tx) =>
		addUnits(
			tx,
			[
				{
					code: 'TINH',
					name: 'Đơn vị TINH',
					kind: 'provincial_federation',
					parent: 'TLD',
					from: '2018-01-01',
					members: 4_000,
					membersAsOf: '2026-01-01',
					membersSource: 'Báo cáo',
				},
			],
			{ today: TODAY },
		),
	);
	const targets = [
		{ unitId: id('TLD'), number: 10 },
		{ unitId: id('TINH'), number: 4 },
	].map((row) => ({ ...row, phaseId: null, quarter: null, kind: 'assigned' as const }));
	await db.transaction((tx) =>
		publishTargets(
			tx,
			people.manager,
			programme,
			targets,
			{ unitId: id('TLD'), origin: 'hand', why: 'Kế hoạch' },
			at(90),
		),
	);
	await approve(await submit('Một', 60, id('CS-A'), { benefit: HUGE }), 50);
	await approve(await submit('Hai', 60, id('CS-B'), { benefit: 5_000_000 }), 10);
	await approve(await submit('Ba', 30, id('CS-N'), { benefit: 7_000_000 }), 0);
	await submit('Bốn', 20, id('CS-A'), {});
	await submit('Năm', 0, id('NGANH'), {});
	await foldAll(db);
	return () => db.close();
});

async function submit(title: string, daysAgo: number, unitId: number, over: Partial<NewInitiative>) {
	const initiative = newInitiative(programme, people.member, unitId, title, over);
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			people.member.accountId,
			scopeOf(people.member, 'submit'),
			programme,
			[{ initiative, kind: 'self', key: title }],
			at(daysAgo),
		),
	);
	return submitted!.id;
}

async function approve(id: number, daysAgo: number) {
	for (const [actor, action] of [
		[people.officer, 'confirm'],
		[people.reviewer, 'approve'],
	] as const) {
		const request = { id, action, note: '' };
		const [outcome] = await db.transaction((tx) => decide(tx, actor, [programme], [request], at(daysAgo)));
		expect(outcome?.refused).toBe(null);
	}
}

async function ask(code: string, over: Partial<Ask> & { periodCode?: string } = {}) {
	const unit = (await unitByCode(db, code))!;
	const period = periodsOf(programme).find((each) => each.code === (over.periodCode ?? ''))!;
	return dashboardOf(db, {
		programme,
		unit,
		tree: null,
		period,
		upTo: null,
		step: null,
		today: TODAY,
		...over,
	});
}

const expectSums = (data: Dashboard) => {
	for (const measure of ['submitted', 'approved'] as const) {
		const whole = data.counts[measure];
		const parts = [...data.units, data.rest];
		expect([measure, parts.reduce((n, part) => n + part.counts[measure].n, 0)]).toEqual([measure, whole.n]);
		const benefit = parts.reduce((sum, part) => sum + BigInt(part.counts[measure].benefit), 0n);
		expect([measure, String(benefit)]).toEqual([measure, whole.benefit]);
	}
	expect(data.series.steps.at(-1)?.submittedTotal ?? 0).toBe(data.counts.submitted.n);
	expect(data.series.steps.at(-1)?.approvedTotal ?? 0).toBe(data.counts.approved.n);
};

test('units and what stands at the unit itself sum to it, and the series runs up to it', async () => {
	for (const code of ['TLD', 'TINH', 'NGANH', 'CS-A']) expectSums((await ask(code))!);
	const country = (await ask('TLD'))!;
	expect(country.counts.submitted.n).toBe(5);
	expect(country.counts.approved.n).toBe(3);
	expect(country.units.map(({ code, counts }) => [code, counts.submitted.n])).toEqual([
		['NGANH', 2],
		['TINH', 3],
	]);
	expect((await ask('NGANH'))!.rest.counts.submitted.n).toBe(1);
	expect(country.target).toEqual({ number: 10, kind: 'assigned' });
	expect(country.units.map(({ target, members }) => [target?.number ?? null, members])).toEqual([
		[null, null],
		[4, 4_000],
	]);
	expect(country.people?.authors).toBe(1);
	expect(country.campaigns).toHaveLength(1);
});

test('a past date counts what had happened by then, and says nothing that is not counted by day', async () => {
	const then = (await ask('TLD', { upTo: on(20) }))!;
	expectSums(then);
	expect([then.counts.submitted.n, then.counts.approved.n]).toEqual([4, 1]);
	expect([then.people, then.groups, then.kinds, then.values]).toEqual([null, null, null, null]);
	expect(then.series.steps.at(-1)!.to).toBe(on(20));
	// Before anything was published there was no target.
	expect((await ask('TLD', { upTo: on(95) }))!.target).toBe(null);
});

test('a phase counts what was first submitted in it, also when it was approved later', async () => {
	const phase = (await ask('TLD', { periodCode: 'gd1' }))!;
	expectSums(phase);
	expect([phase.counts.submitted.n, phase.counts.approved.n]).toEqual([4, 3]);
	expect(phase.groups!.reduce((n, group) => n + group.counts.approved.n, 0)).toBe(3);
	expect(phase.series.steps.at(-1)!.to).toBe(TODAY);
	const then = (await ask('TLD', { periodCode: 'gd1', upTo: on(10) }))!;
	expectSums(then);
	expect([then.counts.submitted.n, then.counts.approved.n]).toEqual([4, 2]);
});

test('quarters count by the date of each happening, and sum to the whole', async () => {
	const quarters = periodsOf(programme).filter(({ quarter }) => quarter !== null);
	let [submitted, approved] = [0, 0];
	for (const { code } of quarters) {
		const data = (await ask('TLD', { periodCode: code }))!;
		submitted += data.counts.submitted.n;
		approved += data.counts.approved.n;
	}
	expect([submitted, approved]).toEqual([5, 3]);
});

test('one initiative of 500 tỷ stands in its own band, with its share of the sum', async () => {
	const data = (await ask('TLD'))!;
	const words = { t: translator('vi', {}), locale: 'vi' as const, view: PLAIN_VIEW };
	const table = tableOf('gia-tri', data, words)!;
	const top = table.rows.at(-1)!.cells;
	expect([top.declared_n, top.declared_sum, top.declared_n_share]).toEqual([1, String(HUGE), 333]);
	expect(top.declared_sum_share).toBe(1000);
	const shares = table.rows.map((row) => Number(row.cells.declared_sum_share));
	expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1000);
});

test('every table and chart is there, and each column that has a sum adds up to it', async () => {
	const words = { t: translator('vi', {}), locale: 'vi' as const, view: { ...PLAIN_VIEW, all: true } };
	const map = () => ({ size: MAP_SIZE, insets: [], provinces: [] });
	for (const over of [{}, { upTo: on(20) }, { periodCode: 'gd1' }]) {
		const data = (await ask('TLD', over))!;
		for (const name of TABLES) {
			const table = tableOf(name, data, words);
			if (!table?.total) continue;
			for (const { key, kind } of table.columns.filter((column) => column.kind === 'count')) {
				// Targets and members of units are not parts of the unit's own.
				if (kind !== 'count' || key === 'target' || key === 'members') continue;
				const rows = table.rows.filter((row) => !row.sum);
				const sum = rows.reduce((n, row) => n + Number(row.cells[key] ?? 0), 0);
				expect([name, key, sum]).toEqual([name, key, table.total[key]]);
			}
		}
		for (const name of CHARTS) {
			const svg = chartOf(name, data, words, 'narrow', map);
			expect([name, svg === null]).toEqual([name, name === 'gia-tri' && data.values === null]);
			expect(svg ?? '').not.toMatch(/NaN|undefined|Infinity/);
		}
	}
});

test('a unit younger than the tree asked for has no figures in it', async () => {
	expect(await ask('TLD', { tree: '2018-01-01' })).not.toBe(null);
	await db.rows(sql`insert into units (code) values ('MOI')`);
	await db.rows(sql`insert into unit_periods (unit_id, valid, parent_id, name, kind, search)
		select u.id, daterange(${TODAY}::date, null), r.id, 'Mới', 'grassroots', 'moi'
		from units u, units r where u.code = 'MOI' and r.code = 'TLD'`);
	await db.rows(sql`insert into unit_today (unit_id, parent_id, name, kind, search)
		select u.id, r.id, 'Mới', 'grassroots', 'moi' from units u, units r where u.code = 'MOI' and r.code = 'TLD'`);
	expect(await ask('MOI', { tree: on(5) })).toBe(null);
});
