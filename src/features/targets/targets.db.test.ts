import { describe, expect, test } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { minutesIn as at, targetWorld } from '#testing/targets.ts';
import { TODAY } from '#testing/world.ts';
import { setTarget, stateTargets, undoPublication } from './commands/publish.ts';
import { publicationsAt } from './queries/publications.ts';
import { targetsByPeriod, targetsOf } from './queries/targets.ts';
import { membersOf } from './queries/tree.ts';
import { WHOLE } from './rules/periods.ts';
import type { Kind } from './schema.ts';

const { url } = await testDatabase();
const db = openDb(url);
const { id, manager, province, officer, fresh, publish, numberOf } = await targetWorld(db);

describe('a target', () => {
	test('counts from its publication on, is revised by a new row, and every instant of the past can be read', async () => {
		const programme = await fresh();
		await publish(programme, province, [['T11', 'guideline', 30]], 1);
		await publish(programme, officer, [['T11', 'registered', 45]], 2);
		await publish(programme, province, [['T11', 'assigned', 40]], 3);
		await publish(programme, province, [['T11', 'assigned', 50]], 4);
		const instants = [0, 1, 2, 3, 4].map((minutes) => numberOf(programme, 'T11', at(minutes)));
		expect(await Promise.all(instants)).toEqual([
			null,
			'guideline 30',
			'registered 45',
			'assigned 40',
			'revised 50',
		]);
		const targets = (await targetsOf(db, programme.id, [id('T11')])).get(id('T11'))!;
		expect(targets.lines.registered?.number).toBe(45);
		expect(targets.history.map(({ kind, number, why }) => `${kind} ${number} ${why}`)[0]).toBe(
			'revised 50 Kế hoạch 15',
		);
		const again = await publish(programme, province, [['T11', 'assigned', 50]], 5);
		expect(again.publicationId).toBe(null);
	});

	test('is never changed in the database', async () => {
		const programme = await fresh();
		await publish(programme, manager, [['T', 'assigned', 5]], 1);
		for (const statement of [
			sql`update targets set number = 6`,
			sql`delete from targets`,
			sql`update target_publications set why = ''`,
		])
			await expect(db.rows(statement)).rejects.toThrow('never changed');
	});

	test('is set by who stands above, and registered by the unit; what is out of reach is unknown', async () => {
		const programme = await fresh();
		const codes = async (actor: typeof manager, code: string, kind: Kind) =>
			publish(programme, actor, [[code, kind, 7]], 1).then(
				() => 'done',
				(error) => error.issues[0].code,
			);
		expect(await codes(officer, 'T11', 'assigned')).toBe('target_set_above');
		expect(await codes(province, 'T', 'assigned')).toBe('target_unit_unknown');
		expect(await codes(province, 'T11', 'registered')).toBe('target_not_yours');
		expect(await codes(province, 'N1', 'assigned')).toBe('target_unit_unknown');
		expect(await codes(officer, 'T12', 'registered')).toBe('target_unit_unknown');
		expect(await codes(province, 'T11', 'revised')).toBe('target_nothing_to_revise');
		expect(await codes(manager, 'TLD', 'assigned')).toBe('done');
		expect(await codes(officer, 'T11', 'registered')).toBe('done');
		expect(await codes(province, 'T12', 'assigned')).toBe('done');
	});

	test('two who looked at one number do not overwrite each other, also not at the same instant', async () => {
		const programme = await fresh();
		const asked = { ...WHOLE, unitId: id('T11'), kind: 'assigned' as const, number: 10 };
		const set = (number: number, seen: string) =>
			db.transaction((tx) => setTarget(tx, province, programme, { ...asked, number }, '', seen, at(number)));
		await set(10, '0.0.0');
		await expect(set(20, '0.0.0')).rejects.toMatchObject({ code: 'target_changed', status: 409 });
		const { lines } = (await targetsOf(db, programme.id, [id('T11')])).get(id('T11'))!;
		const seen = `${lines.assigned!.id}.0.0`;
		const both = await Promise.allSettled([set(30, seen), set(31, seen)]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason.code).toBe(
			'target_changed',
		);
	});

	test('that a programme states is the root’s, once', async () => {
		const programme = await fresh();
		for (const minutes of [1, 2])
			await db.transaction((tx) => stateTargets(tx, programme, id('TLD'), 1_000, at(minutes)));
		expect(await targetsByPeriod(db, programme.id, id('TLD'))).toEqual(
			expect.arrayContaining([
				{ ...WHOLE, number: 1_000, kind: 'assigned' },
				{ phaseId: programme.phases[0]!.id, quarter: null, number: 100, kind: 'assigned' },
			]),
		);
		expect((await publicationsAt(db, programme.id, id('TLD'))).length).toBe(1);
	});
});

describe('a publication', () => {
	test('is taken back by rows that restore what stood, and that can be taken back too', async () => {
		const programme = await fresh();
		await publish(programme, province, [['T11', 'assigned', 10]], 1);
		const { publicationId } = await publish(
			programme,
			province,
			[
				['T11', 'assigned', 20],
				['T12', 'assigned', 5],
			],
			2,
		);
		const undo = (target: number, minutes: number, actor = province) =>
			db.transaction((tx) => undoPublication(tx, actor, target, at(minutes)));
		await expect(undo(publicationId!, 3, officer)).rejects.toMatchObject({ code: 'not_found' });
		const undone = await undo(publicationId!, 3);
		expect([await numberOf(programme, 'T11'), await numberOf(programme, 'T12')]).toEqual([
			'assigned 10',
			null,
		]);
		await expect(undo(publicationId!, 4)).rejects.toMatchObject({ code: 'target_followed' });
		await undo(undone, 5);
		expect([await numberOf(programme, 'T11'), await numberOf(programme, 'T12')]).toEqual([
			'revised 20',
			'assigned 5',
		]);
		expect(await numberOf(programme, 'T12', at(4))).toBe(null);
	});
});

test('members are a unit’s own figure at a date, else the sum of those below', async () => {
	const members = await membersOf(db, [id('T'), id('T2'), id('N')], TODAY);
	expect([...members]).toEqual(
		expect.arrayContaining([
			[id('T2'), { members: 600, own: true }],
			[id('T'), { members: 1_000, own: false }],
		]),
	);
	expect(members.has(id('N'))).toBe(false);
	expect((await membersOf(db, [id('T2')], '2025-12-31')).size).toBe(0);
});
