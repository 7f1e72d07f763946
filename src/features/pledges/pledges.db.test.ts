import { expect, test } from 'vitest';
import { scopeOf } from '#features/people/rules.ts';
import { addClusters } from '#features/units/commands.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { beginPledge, closePledge, enter, signPledge, undoEntry } from './commands/pledges.ts';
import { entriesOf, listPledges, openPledge, publishedPledges } from './queries/pledges.ts';
import { resultsOf } from './queries/results.ts';

const { url } = await testDatabase();
const db = openDb(url);
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['KHAC', 'TLD', 'provincial_federation'],
	['CS1', 'TINH', 'grassroots'],
	['CS2', 'TINH', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, { code: 'demo' });
await db.transaction((tx) =>
	addClusters(tx, [{ code: 'CUM', name: 'Cụm', owner: 'TINH', head: 'CS1', sample: true }]),
);
await db.rows(
	sql`update unit_today set cluster_id = (select id from clusters) where unit_id in (${unit('CS1')}, ${unit('CS2')})`,
);
const cluster = (await db.first<{ id: number }>(sql`select id from clusters`))!;
const head = await makePerson(db, 'officer', unit('CS1'));
const member = await makePerson(db, 'officer', unit('CS2'));
const above = await makePerson(db, 'officer', unit('TINH'));
const stranger = await makePerson(db, 'officer', unit('KHAC'));
const now = new Date('2026-11-28T03:00:00Z');

const draft = {
	title: 'Giao ước',
	criteria: [
		{ id: 1, kind: 'approved', name: '', most: 40 },
		{ id: 2, kind: 'per_thousand', name: '', most: 30 },
		{ id: 3, kind: 'verified', name: '', most: 30 },
	],
};
const begin = (year: number, actor = head) =>
	db.transaction((tx) =>
		beginPledge(tx, actor, { clusterId: cluster.id, programmeId: programme.id, year }, draft, now),
	);
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error) => (isRefusal(error) ? error.code : Promise.reject(error)),
	);
const numbers = (actor: typeof head, id: number, unitId: number, numbers: Record<string, number>) =>
	db.transaction((tx) => enter(tx, actor, id, { kind: 'numbers', unitId, data: { numbers } }, now));

test('only who leads the cluster begins a pledge, once a year; outsiders do not see it', async () => {
	expect(await codeOf(begin(2020, member))).toBe('not_found');
	const id = await begin(2020);
	expect(await codeOf(begin(2020, above))).toBe('pledge_exists');
	for (const [actor, seen] of [
		[head, 1],
		[member, 1],
		[above, 1],
		[stranger, 0],
	] as const) {
		const listed = await listPledges(db, scopeOf(actor, 'pledge'));
		expect(listed.filter((pledge) => pledge.id === id)).toHaveLength(seen);
	}
	expect(await codeOf(openPledge(db, stranger, id))).toBe('not_found');
});

test('a unit pledges and signs for itself, and for nothing that it has not seen', async () => {
	const id = await begin(2021);
	expect(await codeOf(numbers(above, id, unit('CS2'), { 1: 5 }))).toBe('pledge_not_yours');
	await numbers(member, id, unit('CS2'), { 1: 5, 2: 10, 3: 100 });
	const seen = async () => {
		const { state } = await openPledge(db, member, id);
		return { draftId: state.draftId, numbersId: state.units.get(unit('CS2'))!.numbersId };
	};
	const before = await seen();
	await numbers(member, id, unit('CS2'), { 1: 6, 2: 10, 3: 100 });
	const sign = (what: typeof before) =>
		codeOf(db.transaction((tx) => signPledge(tx, member, id, unit('CS2'), what, now)));
	expect(await sign(before)).toBe('pledge_changed');
	expect(await sign(await seen())).toBe('done');
	const { state } = await openPledge(db, head, id);
	expect(state.units.get(unit('CS2'))!.signed?.by).toBe(member.name);
});

test('points come from the cubes within the year, up to the day asked for', async () => {
	const id = await begin(2022);
	await numbers(member, id, unit('CS2'), { 1: 100, 2: 200, 3: 400 });
	await db.rows(sql`insert into unit_members values (${unit('CS2')}, '2021-12-31', 4000, 'số thử')`);
	const phase = programme.phases[0]!.id;
	await db.rows(sql`insert into tally_by_day (programme_id, unit_id, measure, day, phase_id, n, benefit) values
		(${programme.id}, ${unit('CS2')}, 'approved', '2021-12-31', ${phase}, 900, 0),
		(${programme.id}, ${unit('CS2')}, 'approved', '2022-01-01', ${phase}, 30, 0),
		(${programme.id}, ${unit('CS2')}, 'approved', '2022-06-30', ${phase}, 20, 0),
		(${programme.id}, ${unit('CS2')}, 'approved', '2022-07-01', ${phase}, 50, 0)`);
	await db.rows(sql`insert into tally_by_value
		(programme_id, unit_id, measure, source, day, phase_id, n, benefit) values
		(${programme.id}, ${unit('CS2')}, 'approved', 'verified', '2022-03-01', ${phase}, 1, 200000000),
		(${programme.id}, ${unit('CS2')}, 'approved', 'central', '2022-03-01', ${phase}, 1, 200000000)`);
	const { pledge, state } = await openPledge(db, head, id);
	const at = async (day: string) => (await resultsOf(db, pledge, state, day)).rows[0]!;
	// 50 of 100; 12,5 of 20 for each 1,000 of 4,000 members; 200 of 400 triệu.
	expect((await at('2022-06-30')).cells).toEqual([
		{ criterion: 1, pledged: 100, reached: 50, points: 200 },
		{ criterion: 2, pledged: 200, reached: 125, points: 188 },
		{ criterion: 3, pledged: 400, reached: 200, points: 150 },
	]);
	expect((await at('2022-12-31')).cells[0]).toEqual({
		criterion: 1,
		pledged: 100,
		reached: 100,
		points: 400,
	});
});

test('a closed table stays; nothing is ever changed, only taken back by another entry', async () => {
	const id = await begin(2023);
	await numbers(head, id, unit('CS1'), { 1: 5, 2: 10, 3: 100 });
	const close = (asOf: string) => codeOf(db.transaction((tx) => closePledge(tx, head, id, asOf, now)));
	expect(await close('2024-01-01')).toBe('invalid');
	expect(await close('2023-12-31')).toBe('done');
	expect(await codeOf(numbers(head, id, unit('CS1'), { 1: 9 }))).toBe('pledge_closed');
	const entries = await entriesOf(db, id);
	const closing = entries.at(-1)!;
	const undo = (entryId: number) => codeOf(db.transaction((tx) => undoEntry(tx, head, id, entryId, now)));
	expect(await undo(entries[1]!.id)).toBe('pledge_closed');
	expect(await undo(closing.id)).toBe('done');
	expect(await undo(closing.id)).toBe('pledge_followed');
	expect(await entriesOf(db, id)).toHaveLength(entries.length + 1);
	expect(await publishedPledges(db)).toEqual([]);
	await expect(db.rows(sql`update pledge_entries set data = '{}' where id = ${closing.id}`)).rejects.toThrow(
		/never changed/,
	);
});
