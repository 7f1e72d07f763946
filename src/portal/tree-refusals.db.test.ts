import { afterAll, expect, test } from 'vitest';
import { placements } from '#features/initiatives/commands/placement.ts';
import { actorById } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { listChanges } from '#features/units/queries/changes.ts';
import { unitByCode, unitsAbove } from '#features/units/queries.ts';
import { addDays } from '#platform/clock/clock.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { by, type Change, dated, everywhere, treeWorlds } from '#testing/tree.ts';
import { makePerson, TODAY } from '#testing/world.ts';
import { previewChange, undoChange } from './tree.ts';

const { db, makeWorld, decide } = await treeWorlds();
afterAll(() => db.close());

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
	expect(await refused({ kind: 'close', codes: [code('A1')], successor: null })).toEqual(['unit_has_below']);
	expect(await refused({ kind: 'rename', code: code('A'), name: `Đơn vị ${code('A')}` })).toEqual([
		'unit_change_nothing',
	]);
	expect(await refused({ kind: 'rename', code: 'KHONG-CO', name: 'X' })).toEqual(['unit_code_unknown']);
	expect(await refused({ kind: 'rename', code: code('A'), name: 'X' }, '2010-01-01')).toEqual([
		'unit_not_standing',
	]);
	expect(await refused({ kind: 'close', codes: ['TLD'], successor: code('A') })).toEqual(['unit_root_stays']);
	expect(
		await refused({
			kind: 'add',
			unit: { code: code('A'), name: 'Trùng mã', kind: 'grassroots' },
			parent: code('B1'),
		}),
	).toEqual(['unit_code_taken']);
});

test('is said of every change that would put a unit where none of its kind stands, at its box', async () => {
	const { code } = await makeWorld();
	const said = async (change: Change) => {
		const error = await previewChange(db, dated(change), by()).catch((refusal) => refusal);
		return error.issues.map(({ field, code, params }: Issue) => [field, code, params?.code, params?.above]);
	};
	const named = (name: string) => `Đơn vị ${code(name)} (${code(name)})`;
	expect(await said({ kind: 'move', codes: [code('B')], parent: code('AX') })).toEqual([
		['parent', 'unit_misplaced_provincial_federation', code('B'), named('AX')],
	]);
	const unit = { code: code('N'), name: 'Tỉnh mới', kind: 'provincial_federation' as const };
	expect(await said({ kind: 'add', unit, parent: code('AX') })).toEqual([
		['unit.kind', 'unit_misplaced_provincial_federation', code('N'), named('AX')],
	]);
	expect(await said({ kind: 'rename', code: code('A1'), name: 'Cơ sở', unitKind: 'grassroots' })).toEqual([
		['unitKind', 'unit_misplaced_grassroots', code('AX'), `Cơ sở (${code('A1')})`],
		['unitKind', 'unit_misplaced_grassroots', code('AY'), `Cơ sở (${code('A1')})`],
	]);
	expect(await said({ kind: 'merge', codes: [code('A')], into: code('BX') })).toEqual([
		['into', 'unit_misplaced_commune', code('A1'), named('BX')],
	]);
	expect(await said({ kind: 'close', codes: [code('A1')], successor: code('BX') })).toEqual([
		['successor', 'unit_misplaced_grassroots', code('AX'), named('BX')],
		['successor', 'unit_misplaced_grassroots', code('AY'), named('BX')],
	]);
	const part = { code: code('N'), name: 'Phần', kind: 'division' as const, children: [code('AX')] };
	expect(await said({ kind: 'split', code: code('A1'), parts: [part], ends: false })).toEqual([
		['parts.0.kind', 'unit_misplaced_grassroots', code('AX'), `Phần (${code('N')})`],
		['parts.0.kind', 'unit_misplaced_division', code('N'), named('A')],
	]);
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
