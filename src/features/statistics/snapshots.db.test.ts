import { beforeAll, describe, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { stateTargets } from '#features/targets/commands/publish.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { rebuildTallies } from './commands/rebuild.ts';
import { takeSnapshot } from './commands/snapshots.ts';
import { takeDueSnapshot } from './commands/take-due-snapshots.ts';
import { changesAgainst, rowsOfSnapshot, snapshotById, snapshotsOf } from './queries/snapshots/list.ts';
import { verify } from './queries/verify.ts';

let db: Db;
let programme: Programme;
let leaf: Unit;
let member: Actor;
let officer: Actor;
let reviewer: Actor;
const day = (offset: number) => addDays(TODAY, offset);
/** Noon of a day before today. */
const noon = (offset: number) => new Date(startOfLocalDate(day(offset)).getTime() + 12 * 3600_000);

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['XA', 'TINH', 'commune'],
		['CS', 'XA', 'grassroots'],
	]);
	leaf = units.get('CS')!;
	programme = await makeProgramme(db, { code: 'thu' });
	await db.transaction((tx) => stateTargets(tx, programme, units.get('TLD')!.id, null, noon(-40)));
	member = await makePerson(db, 'member', leaf.id);
	officer = await makePerson(db, 'officer', leaf.id);
	reviewer = await makePerson(db, 'reviewer', units.get('XA')!.id);
	const first = await submit(3, -30);
	await pass(officer, 'confirm', first, -25);
	await pass(reviewer, 'approve', first.slice(0, 2), -10);
	await submit(1, -3);
	await foldAll(db);
	return () => db.close();
});

let submitted = 0;
async function submit(count: number, offset: number): Promise<number[]> {
	const submissions = Array.from({ length: count }, () => ({
		initiative: newInitiative(programme, member, leaf.id, `Sáng kiến ${++submitted}`),
		kind: 'self' as const,
		key: `${submitted}`,
	}));
	const scope = scopeOf(member, 'submit');
	const done = await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scope, programme, submissions, noon(offset)),
	);
	return done.map(({ id }) => id);
}

async function pass(actor: Actor, action: 'confirm' | 'approve', ids: number[], offset: number) {
	const requests = ids.map((id) => ({ id, action, note: '' }));
	await db.transaction((tx) => decide(tx, actor, [programme], requests, noon(offset)));
}

const take = (upto: string, over: Partial<Parameters<typeof takeSnapshot>[1]> = {}) =>
	db.transaction((tx) =>
		takeSnapshot(
			tx,
			{ programme, kind: 'asked', upto, accountId: member.accountId, why: '', correctsId: null, ...over },
			new Date(),
		),
	);

const rowsOf = async (id: number, unit: string) =>
	(await rowsOfSnapshot(db, await snapshotById(db, id)))
		.filter(({ unitCode }) => unitCode === unit)
		.map(({ cut, key, n }) => `${cut} ${key} ${n}`);

describe('a snapshot', () => {
	test('says what stood at the end of its day, whenever it is taken', async () => {
		const early = await take(day(-20));
		expect(await rowsOf(early, 'TINH')).toEqual([
			'phase in_review:gd1 3',
			'phase submitted:gd1 3',
			'state in_review 3',
			'state submitted 3',
		]);
		const root = await rowsOf(early, 'TLD');
		expect(root).toContain('phase submitted:gd1 3');
		expect(root).toContain('group in_review:cong-nhan 3');
		expect(root).toContain('kind submitted:self 3');
		expect(root).toContain('benefit submitted:declared:2 3');
		expect(root.filter((row) => row.includes('approved'))).toEqual([]);
		const late = await take(day(-1));
		expect((await rowsOf(late, 'XA')).filter((row) => row.startsWith('state'))).toEqual([
			'state approved 2',
			'state in_review 2',
			'state submitted 4',
		]);
		expect(await rowsOf(late, 'TLD')).toContain('phase approved:gd1 2');
		expect(await rowsOf(late, 'TLD')).toContain('target gd1:assigned 100');
	});

	test('is taken once, of a day that is over, and corrected once, with a reason and what it changes', async () => {
		const code = (work: Promise<unknown>) =>
			work.then(
				() => 'done',
				(error) => error.code,
			);
		const first = await take(day(-2));
		expect(await code(take(day(-2)))).toBe('snapshot_exists');
		expect(await code(take(TODAY))).toBe('snapshot_day_not_over');
		expect(await code(take(day(-2), { correctsId: first }))).toBe('invalid');
		const again = await take(day(-2), { correctsId: first, why: 'Kiểm tra lại.' });
		expect(await code(take(day(-2), { correctsId: first, why: 'Lần nữa.' }))).toBe('snapshot_corrected');
		expect(await changesAgainst(db, again, first)).toEqual([]);
		const list = await snapshotsOf(db, programme.id);
		expect(list.find(({ id }) => id === first)?.correctedById).toBe(again);
	});

	test('is never changed, and any change shows', async () => {
		await expect(db.rows(sql`update snapshot_rows set n = n + 1`)).rejects.toThrow('never changed');
		await expect(db.rows(sql`delete from snapshots`)).rejects.toThrow('never changed');
		expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
		const corruptions = [
			sql`update snapshot_rows set n = n + 1 where ctid = (select max(ctid) from snapshot_rows)`,
			sql`delete from snapshot_rows where ctid = (select min(ctid) from snapshot_rows)`,
			sql`insert into snapshot_rows select id, ${leaf.id}, 'state', 'approved', 1, 0 from snapshots limit 1`,
			sql`update snapshots set why = 'khác' where id = (select max(id) from snapshots)`,
			sql`delete from snapshots where id = (select min(id) from snapshots)`,
			// Even when the digest is made to fit
			sql`with raised as (update snapshot_rows set n = n + 1 where cut = 'state' and key = 'approved'
				and snapshot_id = (select max(id) from snapshots)) select 1`,
		];
		for (const corruption of corruptions) {
			const undo = new Error('undo');
			let found: string[] = [];
			await db
				.transaction(async (tx) => {
					await tx.rows(sql`set local session_replication_role = replica`);
					await tx.rows(corruption);
					if (corruption === corruptions.at(-1))
						await tx.rows(sql`update snapshots s set digest = snapshot_digest(s)
							where id = (select max(id) from snapshots)`);
					found = (await verify(tx)).mismatches.map(({ check }) => check);
					throw undo;
				})
				.catch((error) => {
					if (error !== undo) throw error;
				});
			expect(found.filter((check) => check.startsWith('snapshot'))).not.toEqual([]);
		}
	});

	test('that a tree changed afterwards contradicts is corrected by another, which says what changed', async () => {
		const former = await take(day(-4));
		await db.transaction(async (tx) => {
			// The commune turns out to have been elsewhere all along.
			const other = await tx.first<{ id: number }>(
				sql`insert into units (code) values ('TINH2') returning id`,
			);
			await tx.rows(sql`insert into unit_periods (unit_id, valid, parent_id, name, kind, search)
				select ${other!.id}, valid, parent_id, 'Tỉnh Hai', kind, 'tinh hai' from unit_periods
				where unit_id = (select id from units where code = 'TINH')`);
			await tx.rows(sql`insert into unit_today (unit_id, parent_id, name, kind, search)
				select ${other!.id}, parent_id, 'Tỉnh Hai', kind, 'tinh hai' from unit_today
				where unit_id = (select id from units where code = 'TINH')`);
			await tx.rows(sql`update unit_periods set parent_id = ${other!.id}
				where unit_id = (select id from units where code = 'XA')`);
			await tx.rows(sql`update unit_closure set ancestor_id = ${other!.id}
				where ancestor_id = (select id from units where code = 'TINH') and distance > 0`);
			await tx.rows(sql`insert into unit_closure values (${other!.id}, ${other!.id}, 0)`);
			await rebuildTallies(tx);
		});
		const checks = async () => {
			const { mismatches } = await db.snapshot((tx) => verify(tx));
			return mismatches.flatMap(({ check, detail }) =>
				check === 'snapshot_states' && detail.id === former ? [detail.unit_id] : [],
			);
		};
		expect((await checks()).length).toBeGreaterThan(0);
		const corrected = await take(day(-4), { correctsId: former, why: 'Xã thuộc tỉnh khác.' });
		expect(await checks()).toEqual([]);
		const changes = await changesAgainst(db, corrected, former);
		const states = changes.filter(({ cut }) => cut === 'state');
		expect(states.map(({ unitCode, key, was, is }) => [unitCode, key, was?.n ?? 0, is?.n ?? 0])).toEqual([
			['TINH', 'approved', 2, 0],
			['TINH', 'in_review', 1, 0],
			['TINH', 'submitted', 3, 0],
			['TINH2', 'approved', 0, 2],
			['TINH2', 'in_review', 0, 1],
			['TINH2', 'submitted', 0, 3],
		]);
	});
});

test('the calendar takes each once, the oldest first, and nothing before anything happened', async () => {
	// Not the hour of the test: for some hours after midnight yesterday is not over.
	const due = () => takeDueSnapshot(db, noon(0));
	const taken = [];
	for (let next = await due(); next; next = await due()) taken.push(next);
	expect(taken.map(({ upto }) => upto)).toEqual(taken.map(({ upto }) => upto).sort());
	expect(taken.every(({ upto }) => upto >= day(-30) && upto < TODAY)).toBe(true);
	expect(taken.filter(({ kind }) => kind === 'weekly').length).toBeGreaterThanOrEqual(4);
	expect(taken.map(({ kind }) => kind)).toContain('phase');
	expect(await due()).toBeNull();
});
