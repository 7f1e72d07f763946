import { afterAll, describe, expect, test } from 'vitest';
import { matchUnits, rememberUnits } from '#features/initiatives/commands/import/unit-spellings.ts';
import { placements } from '#features/initiatives/commands/placement.ts';
import { actorById } from '#features/people/queries.ts';
import { waitingCount } from '#features/review/queries/counts.ts';
import { reviewScopes } from '#features/review/queries/scopes.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { listChanges } from '#features/units/queries/changes.ts';
import { childrenOn, nodesOf } from '#features/units/queries/trees.ts';
import { unitByCode, unitHistory, unitsAbove } from '#features/units/queries.ts';
import { addDays } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { by, type Change, dated, everywhere, treeWorlds } from '#testing/tree.ts';
import { foldAll, makePerson, TODAY } from '#testing/world.ts';
import { previewChange, refreshTree, undoChange } from './tree.ts';

const { db, makeWorld, submitOne, submitted, submittedOn, decide, expectVerified } = await treeWorlds();
afterAll(() => db.close());
const now = new Date();
const yesterday = addDays(TODAY, -1);

describe('a merger of two provinces', () => {
	test('is previewed without a trace, then moves everything below, in the tree of now and of before', async () => {
		const { code, id } = await makeWorld();
		const change: Change = { kind: 'merge', codes: [code('A'), code('B')], into: code('A') };
		const officer = await makePerson(db, 'officer', id('B'), 'Cán bộ tỉnh B');
		const count = () =>
			db.first(sql`select (select count(*) from tree_changes) as changes,
			(select count(*) from past_nodes) as nodes, (select count(*) from unit_periods) as periods`);
		const before = await count();
		const preview = await previewChange(db, dated(change), by());
		expect(await count()).toEqual(before);
		expect(
			preview.units.map(({ code, what, below, initiatives }) => [code, what, below, initiatives]),
		).toEqual(
			expect.arrayContaining([
				[code('B'), ['ends'], 3, 2],
				[code('B1'), ['moves'], 2, 2],
			]),
		);
		expect(preview.moving).toEqual({ units: 3, initiatives: 2 });
		expect(preview.roles).toEqual([
			{ name: 'Cán bộ tỉnh B', role: 'officer', unit: `Đơn vị ${code('B')}`, to: `Đơn vị ${code('A')}` },
		]);

		const { id: changeId } = await decide(change);
		expect(await submitted(id('A'))).toBe(4);
		expect(await submitted(id('B'))).toBe(0);
		expect([await submittedOn(id('A'), yesterday), await submittedOn(id('B'), yesterday)]).toEqual([2, 2]);
		expect((await unitsAbove(db, id('BX'))).map((unit) => unit.id)).toEqual([id('B1'), id('A'), id('TLD')]);
		expect((await actorById(db, officer.accountId))!.grants.map(({ unitId }) => unitId)).toEqual([id('A')]);
		await expectVerified();

		// What comes in later counts in both trees, for it stays with its leaf.
		await submitOne(id('BX'), `Sau sáp nhập ${code('')}`);
		await foldAll(db);
		expect([await submitted(id('A')), await submittedOn(id('B'), yesterday)]).toEqual([5, 3]);

		await undoChange(db, changeId, by());
		expect([await submitted(id('A')), await submitted(id('B'))]).toEqual([2, 3]);
		expect((await nodesOf(db, [id('A')], yesterday)).get(id('A'))).toBe(id('A'));
		expect((await actorById(db, officer.accountId))!.grants.map(({ unitId }) => unitId)).toEqual([id('B')]);
		expect((await unitHistory(db, id('B'))).map(({ to }) => to)).toEqual([null]);
		await expectVerified();
		await expect(undoChange(db, changeId, by())).rejects.toMatchObject({ code: 'tree_undone' });
	});

	test('into a new unit ends both, and what waited for review goes on with their people there', async () => {
		const { code, id } = await makeWorld();
		const officer = await makePerson(db, 'officer', id('BX'));
		const waiting = async () => {
			const actor = (await actorById(db, officer.accountId))!;
			return waitingCount(db, actor, reviewScopes(actor));
		};
		expect(await waiting()).toBe(1);
		await decide({
			kind: 'merge',
			codes: [code('BX'), code('BY')],
			into: code('BZ'),
			unit: { name: 'CĐCS hợp nhất', kind: 'grassroots' },
		});
		const made = (await unitByCode(db, code('BZ')))!;
		expect(made.parentId).toBe(id('B1'));
		expect((await actorById(db, officer.accountId))!.grants.map(({ unitId }) => unitId)).toEqual([made.id]);
		expect(await waiting()).toBe(2);
		expect(await submitted(made.id)).toBe(2);
		// Later levels are held above the successor, and a list that names the old workplace means the new one.
		expect((await placements(db, [id('BX')])).get(id('BX'))).toMatchObject({
			superior: id('B1'),
			top: id('B'),
		});
		await db.transaction((tx) => rememberUnits(tx, officer, id('B1'), { 'to co dien': id('BY') }, now));
		expect(await matchUnits(db, id('B1'), ['Tổ Cơ điện'])).toEqual({ 'to co dien': made.id });
		await expectVerified();
	});
});

test('a province merger dated ahead falls due on its day, with roles, also when days were missed', async () => {
	const { code, id } = await makeWorld();
	const reviewer = await makePerson(db, 'reviewer', id('B'));
	const held = async () => (await actorById(db, reviewer.accountId))!.grants.map(({ unitId }) => unitId);
	const due = addDays(TODAY, 3);
	await decide({ kind: 'merge', codes: [code('B')], into: code('A') }, due);
	expect([await submitted(id('A')), await held()]).toEqual([2, [id('B')]]);
	await db.transaction((tx) => refreshTree(tx, addDays(due, 2)));
	expect([await submitted(id('A')), await held()]).toEqual([4, [id('A')]]);
	expect([await submittedOn(id('B'), addDays(due, -1)), await submittedOn(id('B'), due)]).toEqual([2, 0]);
	await expectVerified();
});

test('a unit splits: those named go to new ones beside it, and it ends', async () => {
	const { code, id } = await makeWorld();
	await decide({
		kind: 'split',
		code: code('A1'),
		ends: true,
		parts: [
			{ code: code('A2'), name: 'Xã Hai', kind: 'commune', children: [code('AX')] },
			{ code: code('A3'), name: 'Xã Ba', kind: 'commune', children: [code('AY')] },
		],
	});
	const parts = await childrenOn(db, id('A'), null);
	expect(parts.filter((unit) => unit.endedOn === null).map((unit) => unit.name)).toEqual(['Xã Ba', 'Xã Hai']);
	expect((await unitsAbove(db, id('A1')))[0]!.code).toBe(code('A2'));
	expect(await submitted(id('A'))).toBe(2);
	expect(await submittedOn(id('A1'), yesterday)).toBe(2);
	await expectVerified();
});

test('a new unit is not taken back while others stand in it or go on in it', async () => {
	const { code, id } = await makeWorld();
	const part = { code: code('A2'), name: 'Xã Hai', kind: 'commune' as const, children: [code('AX')] };
	const { id: split } = await decide({ kind: 'split', code: code('A1'), ends: false, parts: [part] });
	const later = [
		() => decide({ kind: 'close', codes: [code('AY')], successor: code('A2') }),
		() => decide({ kind: 'move', codes: [code('BX')], parent: code('A2') }),
	];
	for (const change of later) {
		const { id: since } = await change();
		await expect(undoChange(db, split, by())).rejects.toMatchObject({ code: 'tree_touched_since' });
		await undoChange(db, since, by());
	}
	await undoChange(db, split, by());
	expect([await submitted(id('A')), await submitted(id('B'))]).toEqual([2, 2]);
	await expectVerified();
});

test('units move, are renamed, reclustered and closed, each from a day', async () => {
	const { code, id } = await makeWorld();
	await decide({ kind: 'move', codes: [code('AX')], parent: code('B1') }, addDays(TODAY, -10));
	expect([await submitted(id('A')), await submitted(id('B'))]).toEqual([1, 3]);
	expect(await submittedOn(id('A'), addDays(TODAY, -11))).toBe(2);
	await decide({ kind: 'rename', code: code('AX'), name: 'Tên mới' });
	expect((await unitByCode(db, code('AX')))!.name).toBe('Tên mới');
	await db.rows(sql`insert into clusters (code, name, owner_id) values (${code('CUM')}, 'Cụm', ${id('B1')})`);
	await decide({ kind: 'recluster', codes: [code('AX'), code('BX')], cluster: code('CUM') });
	expect((await unitHistory(db, id('BX'))).at(-1)!.clusterName).toBe('Cụm');
	await decide({ kind: 'close', codes: [code('AY')], successor: null });
	expect((await unitByCode(db, code('AY')))!.endedOn).toBe(TODAY);
	expect(await submitted(id('A1'))).toBe(1);
	await expectVerified();
});

test('what somebody broke by hand is worked out anew from the periods', async () => {
	const { id } = await makeWorld();
	await db.rows(sql`delete from unit_closure where unit_id = ${id('AX')} and ancestor_id = ${id('A')}`);
	await db.rows(sql`insert into unit_closure values (${id('A1')}, ${id('BX')}, 1)`);
	await db.rows(sql`update unit_today set name = 'Sai' where unit_id = ${id('AY')}`);
	expect((await db.snapshot((tx) => verify(tx))).mismatches.length).toBeGreaterThan(2);
	await db.rows(sql`update tree_state set as_of = '-infinity'`);
	await db.rows(sql`update tally_state set stale = true`);
	await db.transaction((tx) => refreshTree(tx, addDays(TODAY, 9)));
	await foldAll(db);
	await expectVerified();
});

test('an undo names what touched the same units since', async () => {
	const { code } = await makeWorld();
	const { id: moved } = await decide({ kind: 'move', codes: [code('AX')], parent: code('B1') });
	const { id: renamed } = await decide({ kind: 'rename', code: code('AX'), name: 'Tên khác' });
	await expect(undoChange(db, moved, by())).rejects.toMatchObject({
		code: 'tree_touched_since',
		params: { units: 'Tên khác' },
	});
	await undoChange(db, renamed, by());
	await undoChange(db, moved, by());
	await expectVerified();
	const listed = await listChanges(db, everywhere, { limit: 4 });
	expect(listed.map(({ kind, undone }) => [kind, undone])).toEqual([
		['undo', false],
		['undo', false],
		['rename', true],
		['move', true],
	]);
});
