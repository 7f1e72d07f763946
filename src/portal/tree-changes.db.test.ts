import { beforeAll, describe, expect, test } from 'vitest';
import { matchUnits, rememberUnits } from '#features/initiatives/commands/import/unit-spellings.ts';
import { placements } from '#features/initiatives/commands/placement.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { actorById } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { waitingCount } from '#features/review/queries/counts.ts';
import { reviewScopes } from '#features/review/queries/scopes.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { listChanges } from '#features/units/queries/changes.ts';
import { childrenOn, nodesOf } from '#features/units/queries/trees.ts';
import { unitByCode, unitHistory, unitsAbove } from '#features/units/queries.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import { makeScope } from '#features/units/rules.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { decideChange, previewChange, refreshTree, undoChange } from './tree.ts';

const everywhere = makeScope({ all: true });
const now = new Date();
let db: Db;
let programme: Programme;
let world = 0;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	await makeUnits(db, []);
	programme = await makeProgramme(db, { code: 'cay' });
	return () => db.close();
});

/** Two provinces, each with a commune and two workplaces with one initiative each; codes begin with the world's. */
async function makeWorld() {
	const at = `W${world++}`;
	const units = await makeUnits(db, [
		[`${at}A`, 'TLD', 'provincial_federation'],
		[`${at}B`, 'TLD', 'provincial_federation'],
		[`${at}A1`, `${at}A`, 'commune'],
		[`${at}B1`, `${at}B`, 'commune'],
		...(['A', 'B'] as const).flatMap((side) =>
			['X', 'Y'].map((leaf) => [`${at}${side}${leaf}`, `${at}${side}1`, 'grassroots'] as const),
		),
	]);
	const ids = new Map([...units].map(([code, unit]) => [code.replace(at, ''), unit.id]));
	const code = (name: string) => `${at}${name}`;
	const id = (name: string) => ids.get(name)!;
	for (const leaf of ['AX', 'AY', 'BX', 'BY']) await submitOne(id(leaf), `Sáng kiến ${at} ${leaf}`);
	await foldAll(db);
	return { code, id };
}

async function submitOne(unitId: number, title: string): Promise<void> {
	const author = await makePerson(db, 'member', unitId);
	const initiative = newInitiative(programme, author, unitId, title);
	await db.transaction((tx) =>
		submitInitiatives(
			tx,
			author.accountId,
			everywhere,
			programme,
			[{ initiative, kind: 'self', key: title }],
			now,
		),
	);
}

type Change = TreeChange extends infer Each
	? Each extends unknown
		? Omit<Each, 'why' | 'from'>
		: never
	: never;
const dated = (change: Change, from = TODAY) => ({ ...change, from, why: 'Theo quyết định' }) as TreeChange;
const by = (scope = everywhere, today = TODAY) => ({ scope, accountId: null, today, now });
const decide = (change: Change, from?: string, scope = everywhere) =>
	decideChange(db, dated(change, from), by(scope));
const submitted = async (unitId: number) => (await totals(db, programme.id, unitId)).submitted.n;
const submittedOn = async (unitId: number, day: string) =>
	submitted((await nodesOf(db, [unitId], day)).get(unitId)!);
const expectVerified = async () => expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
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
		expect(preview.units.map(({ code, what, initiatives }) => [code, what, initiatives])).toEqual(
			expect.arrayContaining([
				[code('B'), ['ends'], 2],
				[code('B1'), ['moves'], 2],
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

describe('what cannot be', () => {
	const refused = async (change: Change, from?: string, scope = everywhere) => {
		const error = await previewChange(db, dated(change, from), by(scope)).catch((refusal) => refusal);
		return error.code === 'invalid' ? error.issues.map(({ code }: { code: string }) => code) : error.code;
	};

	test('is said with a code for each thing wrong', async () => {
		const { code } = await makeWorld();
		expect(await refused({ kind: 'move', codes: [code('A')], parent: code('AX') })).toBe('unit_cycle');
		expect(await refused({ kind: 'move', codes: [code('A')], parent: code('AX') }, addDays(TODAY, 9))).toBe(
			'unit_cycle',
		);
		expect(await refused({ kind: 'close', codes: [code('A1')], successor: null })).toEqual([
			'unit_has_below',
		]);
		expect(await refused({ kind: 'rename', code: code('A'), name: `Đơn vị ${code('A')}` })).toEqual([
			'unit_change_nothing',
		]);
		expect(await refused({ kind: 'rename', code: 'KHONG-CO', name: 'X' })).toEqual(['unit_code_unknown']);
		expect(await refused({ kind: 'rename', code: code('A'), name: 'X' }, '2010-01-01')).toEqual([
			'unit_not_standing',
		]);
		expect(await refused({ kind: 'close', codes: ['TLD'], successor: code('A') })).toEqual([
			'unit_root_stays',
		]);
		expect(
			await refused({
				kind: 'add',
				unit: { code: code('A'), name: 'Trùng mã', kind: 'grassroots' },
				parent: code('B1'),
			}),
		).toEqual(['unit_code_taken']);
	});

	test('reaches only below the units that somebody manages', async () => {
		const { code, id } = await makeWorld();
		const admin: Actor = await makePerson(db, 'administrator', id('A'));
		const scope = scopeOf(admin, 'manage_units');
		expect(await refused({ kind: 'rename', code: code('A'), name: 'Tự đổi tên' }, TODAY, scope)).toEqual([
			'unit_yours_from_above',
		]);
		expect(await refused({ kind: 'move', codes: [code('AX')], parent: code('B1') }, TODAY, scope)).toEqual([
			'unit_code_unknown',
		]);
		const { id: changeId } = await decide(
			{ kind: 'rename', code: code('AX'), name: 'Trong phạm vi' },
			TODAY,
			scope,
		);
		expect((await listChanges(db, scope)).map((change) => change.id)).toEqual([changeId]);
		const other = await makePerson(db, 'administrator', id('B'));
		await expect(undoChange(db, changeId, by(scopeOf(other, 'manage_units')))).rejects.toMatchObject({
			code: 'not_found',
		});
	});

	test('a role does not grow: it stays where the successor stood above', async () => {
		const { code, id } = await makeWorld();
		const reviewer = await makePerson(db, 'reviewer', id('A1'));
		await decide({ kind: 'close', codes: [code('A1')], successor: code('A') });
		expect((await actorById(db, reviewer.accountId))!.grants.map(({ unitId }) => unitId)).toEqual([id('A1')]);
		expect((await unitsAbove(db, id('AX')))[0]!.code).toBe(code('A'));
		expect((await placements(db, [id('A1')])).get(id('A1'))!.superior).toBe(id('A'));
	});

	test('a new unit that is in use is not undone but closed', async () => {
		const { code } = await makeWorld();
		const unit = { code: code('N'), name: 'Đơn vị mới', kind: 'grassroots' as const };
		const { id } = await decide({ kind: 'add', unit, parent: code('A1') });
		const made = (await unitByCode(db, code('N')))!;
		await makePerson(db, 'member', made.id);
		await expect(undoChange(db, id, by())).rejects.toMatchObject({ code: 'unit_in_use' });
	});
});
