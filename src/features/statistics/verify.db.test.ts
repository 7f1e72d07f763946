import { beforeAll, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { rebuildTallies } from './commands/rebuild.ts';
import { verify } from './queries/verify.ts';

let db: Db;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['XA', 'TINH', 'commune'],
		['CS', 'XA', 'grassroots'],
	]);
	const leaf = units.get('CS')!;
	const programme = await makeProgramme(db, { code: 'thu' });
	const member = await makePerson(db, 'member', leaf.id);
	const officer = await makePerson(db, 'officer', leaf.id);
	const reviewer = await makePerson(db, 'reviewer', units.get('XA')!.id);
	const submissions = Array.from({ length: 6 }, (_, n) => ({
		initiative: newInitiative(programme, member, leaf.id, `Sáng kiến số ${n}`),
		kind: 'self' as const,
		key: `${n}`,
	}));
	const now = new Date();
	const ids = await db.transaction(async (tx) =>
		(
			await submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, submissions, now)
		).map(({ id }) => id),
	);
	const confirm = ids.slice(0, 4).map((id) => ({ id, action: 'confirm' as const, note: '' }));
	await db.transaction((tx) => decide(tx, officer, [programme], confirm, now));
	const approve = ids.slice(0, 2).map((id) => ({ id, action: 'approve' as const, note: '' }));
	await db.transaction((tx) => decide(tx, reviewer, [programme], approve, now));
	await foldAll(db);
	return () => db.close();
});

test('what is right verifies, also after all tallies are computed anew', async () => {
	expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
	await db.transaction(rebuildTallies);
	expect(await db.snapshot((tx) => verify(tx))).toMatchObject({ position: 12, events: 12, mismatches: [] });
});

const CORRUPTIONS = {
	'a figure of a unit is raised': sql`update tally_by_unit set n = n + 1 where unit_id = 2 and measure = 'approved'`,
	'a benefit is raised': sql`update tally_by_unit set benefit = benefit + 1 where measure = 'approved'`,
	'a day is dropped': sql`delete from tally_by_day where ctid = (select min(ctid) from tally_by_day)`,
	'a class is dropped': sql`delete from tally_by_class where ctid = (select min(ctid) from tally_by_class)`,
	'a class is invented': sql`insert into tally_by_class select programme_id, unit_id, 'returned', phase_id, group_id, field_id, 1, 0
		from tally_by_class limit 1`,
	'an event is altered': sql`update events set benefit = 7 where id = 3`,
	'an event is altered and its digest made to fit': sql`update events e set benefit = 7,
		digest = event_digest(jsonb_populate_record(e, '{"benefit": 7}')) where id = 3`,
	'the reason of an event is altered': sql`update events set data = '{"note": "khác"}' where id = 9`,
	'the time of an event is altered': sql`update events set at = at - interval '1 second' where id = 2`,
	'the last event is dropped': sql`with d as (delete from decisions where event_id = 12),
		p as (delete from event_positions where event_id = 12) delete from events where id = 12`,
	'a position is dropped': sql`delete from event_positions where position = 5`,
	'two events change places': sql`update event_positions set event_id = case event_id when 4 then -5 else -4 end where event_id in (4, 5)`,
	'an initiative changes its state without an event': sql`update initiatives set state = 'approved', level = null,
		review_unit_id = null where id = 100006`,
	'an initiative moves to another day': sql`update initiatives set submitted_on = submitted_on - 1 where id = 100001`,
	'a decision is dropped': sql`delete from decisions where event_id = 7`,
	'a decision changes hands': sql`update decisions set decided_by = 1 where event_id = 7`,
	'a share is altered': sql`update initiative_authors set share = 5000 where initiative_id = 100001`,
};

test.each(Object.entries(CORRUPTIONS))('it shows when %s', async (_what, corruption) => {
	const undo = new Error('undo');
	let found: string[] = [];
	await db
		.transaction(async (tx) => {
			// Only a superuser can do this: it turns off the triggers and foreign keys that stop everyone else.
			await tx.rows(sql`set local session_replication_role = replica`);
			await tx.rows(corruption);
			found = (await verify(tx)).mismatches.map((mismatch) => mismatch.check);
			throw undo;
		})
		.catch((error) => {
			if (error !== undo) throw error;
		});
	expect(found).not.toEqual([]);
});

test('events are never changed', async () => {
	for (const change of [
		sql`update events set benefit = 1`,
		sql`delete from events`,
		sql`truncate events cascade`,
	])
		await expect(db.rows(change)).rejects.toThrow('events are never changed');
});
