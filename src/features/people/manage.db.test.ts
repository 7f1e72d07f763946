import { beforeAll, describe, expect, test } from 'vitest';
import type { Unit } from '#features/units/schema.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeUnits } from '#testing/world.ts';
import { grantRole, setDisabled, takeRole } from './commands/manage.ts';
import { grantRoles, issueCode, openSession } from './commands.ts';
import { accountRow, actorById, handOverable } from './queries.ts';
import { type Actor, type Role, scopeOf } from './rules.ts';

const now = new Date();
let db: Db;
let units: Map<string, Unit>;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	units = await makeUnits(db, [
		['T1', 'TLD', 'provincial_federation'],
		['T2', 'TLD', 'provincial_federation'],
		['L1', 'T1', 'grassroots'],
		['L2', 'T1', 'grassroots'],
	]);
	return () => db.close();
});

const unit = (code: string) => units.get(code)!.id;
const person = (role: Role, code: string) => makePerson(db, role, unit(code));
const by = (actor: Actor) => ({ accountId: actor.accountId, scope: scopeOf(actor, 'manage_accounts') });
const rolesOf = async (actor: Actor) =>
	(await actorById(db, actor.accountId))!.grants.map((grant) => `${grant.role} ${grant.unitCode}`).sort();

describe('a one-time code', () => {
	const issue = (officer: Actor, target: Actor) =>
		db.transaction((tx) =>
			issueCode(
				tx,
				scopeOf(officer, 'assist_accounts'),
				scopeOf(officer, 'manage_accounts'),
				target.accountId,
				officer.accountId,
				now,
			),
		);

	test('reaches members of the officer’s unit and nobody else, as the list of who may get one says', async () => {
		const officer = await person('officer', 'L1');
		const member = await person('member', 'L1');
		const both = await person('member', 'L1');
		await db.transaction((tx) =>
			grantRoles(tx, both.accountId, [{ role: 'member', unitId: unit('T2') }], null),
		);
		const others = await Promise.all([
			person('reviewer', 'L1'),
			person('officer', 'L1'),
			person('administrator', 'L1'),
			person('member', 'L2'),
			person('member', 'T1'),
		]);
		expect(await issue(officer, member)).toMatch(/^\d{8}$/);
		for (const target of [...others, both])
			await expect(issue(officer, target)).rejects.toMatchObject({ code: 'not_found', status: 404 });
		const ids = [member, both, ...others].map((each) => each.accountId);
		const reached = await handOverable(
			db,
			scopeOf(officer, 'assist_accounts'),
			scopeOf(officer, 'manage_accounts'),
			ids,
		);
		expect([...reached]).toEqual([member.accountId]);
	});

	test('is also for staff when an administrator of their unit issues it', async () => {
		const administrator = await person('administrator', 'T1');
		expect(await issue(administrator, await person('reviewer', 'L1'))).toMatch(/^\d{8}$/);
		await expect(issue(administrator, await person('manager', 'TLD'))).rejects.toMatchObject({
			code: 'not_found',
		});
	});
});

describe('an administrator of a unit', () => {
	test('gives and takes roles at and below it, never above or beside it', async () => {
		const administrator = await person('administrator', 'T1');
		const target = await person('member', 'L1');
		const give = (role: Role, code: string) =>
			db.transaction((tx) => grantRole(tx, by(administrator), target.accountId, role, unit(code)));
		await give('reviewer', 'L2');
		await give('administrator', 'T1');
		for (const code of ['TLD', 'T2'])
			await expect(give('manager', code)).rejects.toMatchObject({ code: 'unit_outside' });
		expect(await rolesOf(target)).toEqual(['administrator T1', 'member L1', 'reviewer L2']);
		await db.transaction((tx) => takeRole(tx, by(administrator), target.accountId, 'reviewer', unit('L2')));
		expect(await rolesOf(target)).toEqual(['administrator T1', 'member L1']);
	});

	test('does not reach people elsewhere, nor roles that they hold elsewhere', async () => {
		const administrator = await person('administrator', 'T1');
		const stranger = await person('member', 'T2');
		const manage = by(administrator);
		await expect(
			db.transaction((tx) => grantRole(tx, manage, stranger.accountId, 'member', unit('L1'))),
		).rejects.toMatchObject({ code: 'not_found' });
		const both = await person('officer', 'L1');
		await db.transaction((tx) =>
			grantRoles(tx, both.accountId, [{ role: 'officer', unitId: unit('T2') }], null),
		);
		await expect(
			db.transaction((tx) => takeRole(tx, manage, both.accountId, 'officer', unit('T2'))),
		).rejects.toMatchObject({ code: 'unit_outside' });
		await expect(
			db.transaction((tx) => setDisabled(tx, manage, both.accountId, true, now)),
		).rejects.toMatchObject({ code: 'roles_outside' });
	});

	test('closes an account, which signs it out, and opens it again; never the own one, never the last role', async () => {
		const administrator = await person('administrator', 'T1');
		const member = await person('member', 'L1');
		const manage = by(administrator);
		await db.transaction((tx) => openSession(tx, member.accountId, null, now));
		const set = (id: number, disabled: boolean) =>
			db.transaction((tx) => setDisabled(tx, manage, id, disabled, now));
		await set(member.accountId, true);
		expect(await actorById(db, member.accountId)).toBeUndefined();
		expect(await db.rows(sql`select 1 from sessions where account_id = ${member.accountId}`)).toEqual([]);
		await set(member.accountId, false);
		expect((await accountRow(db, manage.scope, member.accountId))?.disabled).toBe(false);
		await expect(set(administrator.accountId, true)).rejects.toMatchObject({ code: 'not_yourself' });
		await expect(
			db.transaction((tx) => takeRole(tx, manage, member.accountId, 'member', unit('L1'))),
		).rejects.toMatchObject({ code: 'last_role' });
	});
});
