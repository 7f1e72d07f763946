import { beforeAll, expect, test } from 'vitest';
import type { Actor, Role } from '#features/people/rules.ts';
import { scopeOf } from '#features/people/rules.ts';
import { joinProgramme } from '#features/programmes/commands.ts';
import { joinedBy } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { createDraft } from './drafts.ts';
import { submitInitiatives } from './submit.ts';

const now = new Date();
let db: Db;
let units: Map<string, Unit>;
let programme: Programme;
let made = 0;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['L1', 'T1', 'grassroots'],
		['L2', 'T1', 'grassroots'],
	]);
	programme = await makeProgramme(db, { code: 'tham-gia' });
	return () => db.close();
});

const person = (role: Role, code: string) => makePerson(db, role, units.get(code)!.id);
const draft = (actor: Actor, kind: 'self' | 'proxy') =>
	db.transaction((tx) => createDraft(tx, actor, programme, kind, now));
const submit = (actor: Actor, kind: 'self' | 'proxy', at: Date) => {
	const initiative = newInitiative(programme, actor, units.get('L1')!.id, `Sáng kiến tham gia ${++made}`);
	const scope = scopeOf(actor, kind === 'self' ? 'submit' : 'submit_for_others');
	const submissions = [{ initiative, kind, key: `tham-gia-${made}` }];
	return db.transaction((tx) => submitInitiatives(tx, actor.accountId, scope, programme, submissions, at));
};
const join = (actor: Actor, of = programme) => db.transaction((tx) => joinProgramme(tx, actor, of, now));
const registrants = async (code: string) => {
	await foldAll(db);
	const row = await db.first<{
		n: number;
	}>(sql`select n from tally_people where programme_id = ${programme.id}
		and unit_id = ${units.get(code)!.id} and what = 'registrants'`);
	return row?.n ?? 0;
};

test('an account joins with its first own draft, own submission or a word, once, in the unit it stands in', async () => {
	const writer = await person('member', 'L1');
	const sender = await person('member', 'L1');
	const willing = await person('member', 'L2');
	const officer = await person('officer', 'L1');
	await draft(writer, 'self');
	await draft(writer, 'self');
	await submit(sender, 'self', new Date(now.getTime() - 3 * 86_400_000));
	await submit(sender, 'self', now);
	await join(sender);
	await join(willing);
	await join(willing);
	await draft(officer, 'proxy');
	await submit(officer, 'proxy', now);
	expect(await joinedBy(db, sender.accountId)).toEqual(new Map([[programme.id, addDays(TODAY, -3)]]));
	expect(await joinedBy(db, willing.accountId)).toEqual(new Map([[programme.id, TODAY]]));
	// Whoever enters for others has not joined, and the one they enter for has no account that could.
	expect(await joinedBy(db, officer.accountId)).toEqual(new Map());
	expect([await registrants('L1'), await registrants('L2'), await registrants('T1')]).toEqual([2, 1, 3]);
	expect(await registrants('TLD')).toBe(3);
});

test('who holds several roles stands in the unit where they are a member', async () => {
	const both = await person('officer', 'T1');
	await db.rows(sql`insert into role_grants (account_id, role, unit_id)
		values (${both.accountId}, 'member', ${units.get('L2')!.id})`);
	await join(both);
	const row = await db.first<{ unit: number }>(sql`select unit_id as unit from registrations
		where account_id = ${both.accountId}`);
	expect(row).toEqual({ unit: units.get('L2')!.id });
});

test('nobody joins what is not open, and whoever may not submit does not join', async () => {
	const over = await makeProgramme(db, { code: 'da-dong', status: 'closed' });
	const member = await person('member', 'L1');
	await expect(join(member, over)).rejects.toMatchObject({ code: 'submission_closed' });
	await expect(join(await person('administrator', 'TLD'))).rejects.toMatchObject({ code: 'forbidden' });
	expect(await joinedBy(db, member.accountId)).toEqual(new Map());
});
