import { afterAll, describe, expect, test } from 'vitest';
import { actorById } from '#features/people/queries.ts';
import { scopeOf } from '#features/people/rules.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { readUnitList } from '#features/units/excel.ts';
import { listChanges } from '#features/units/queries/changes.ts';
import { latestMembers, unitByCode } from '#features/units/queries.ts';
import { addDays } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { by, type Change, dated, everywhere, treeWorlds } from '#testing/tree.ts';
import { makePerson, TODAY } from '#testing/world.ts';
import { importUnits, previewChange, previewList, refreshTree, undoChange } from './tree.ts';

const { db, programme, makeWorld, submitted, expectVerified } = await treeWorlds();
afterAll(() => db.close());

const HEADINGS = 'Mã,Tên,Mã cấp trên,Loại,Từ ngày,Đến ngày,Đơn vị kế thừa,Số đoàn viên,Ngày số liệu';
const yesterday = addDays(TODAY, -1);

async function read(rows: readonly string[]) {
	const bytes = new TextEncoder().encode([HEADINGS, ...rows].join('\n'));
	return readUnitList(await readWorkbook(bytes, 'don-vi.csv'));
}
const preview = async (rows: string[], scope = everywhere) => previewList(db, await read(rows), by(scope));
const bring = async (rows: string[], today = TODAY) =>
	(await importUnits(db, await read(rows), by(everywhere, today), 'don-vi.csv')).id!;
const picture = async () => ({
	periods: await db.rows(
		sql`select unit_id, valid::text, parent_id, name, kind from unit_periods order by 1, 2`,
	),
	successors: await db.rows(
		sql`select id, successor_id from units where successor_id is not null order by 1`,
	),
	members: await db.rows(sql`select * from unit_members order by 1, 2`),
	roles: await db.rows(sql`select account_id, role, unit_id from role_grants order by 1, 2, 3`),
	today: await db.rows(sql`select unit_id, parent_id, ended_on from unit_today order by 1`),
});

/** A province, its commune and what a list says of them: what has stood since 2018 ends with a last day. */
const row = (code: string, above: string, kind: string, rest = `${TODAY},,,,`) =>
	`${code},Đơn vị ${code},${above},${kind},${rest}`;
const ended = (code: string, above: string, kind: string, successor: string, last = yesterday) =>
	row(code, above, kind, `2018-01-01,${last},${successor},,`);

describe('the preview of a list', () => {
	test('is what the page shows of the same decision, and leaves no trace', async () => {
		const { code, id } = await makeWorld();
		await makePerson(db, 'officer', id('B'), 'Cán bộ tỉnh B');
		const manager = await makePerson(db, 'manager', id('TLD'));
		const target = (unit: string, number: number) =>
			({ ...WHOLE, unitId: id(unit), kind: 'assigned', number }) as const;
		const occasion = { unitId: id('TLD'), origin: 'hand', why: 'Kế hoạch 15' } as const;
		await db.transaction((tx) =>
			publishTargets(tx, manager, programme, [target('A', 40), target('B', 20)], occasion, new Date()),
		);
		const merge: Change = { kind: 'merge', codes: [code('B')], into: code('A') };
		const before = await picture();
		const listed = await preview([
			row(code('B1'), code('A'), 'commune'),
			ended(code('B'), 'TLD', 'provincial_federation', code('A')),
		]);
		expect(listed.rows.map(({ outcome }) => outcome)).toEqual(['changed', 'ended']);
		expect(listed.preview).toEqual(await previewChange(db, dated(merge), by()));
		expect(listed.preview).toMatchObject({
			from: TODAY,
			until: TODAY,
			moving: { units: 3, initiatives: 2 },
			ending: 1,
			targets: [{ number: 20, successor: `Đơn vị ${code('A')}`, successorNumber: 40 }],
			roles: [{ name: 'Cán bộ tỉnh B', to: `Đơn vị ${code('A')}` }],
			total: { units: 2, targets: 1, roles: 1 },
		});
		expect(await picture()).toEqual(before);
	});

	test('tells of open work and roles where a workplace ends, as for one', async () => {
		const { code, id } = await makeWorld();
		await makePerson(db, 'officer', id('BX'), 'Cán bộ BX');
		const close: Change = { kind: 'close', codes: [code('BX')], successor: code('BY') };
		const listed = await preview([ended(code('BX'), code('B1'), 'CĐCS', code('BY'))]);
		expect(listed.preview).toEqual(await previewChange(db, dated(close), by()));
		expect(listed.preview).toMatchObject({ work: { waiting: 1 }, total: { roles: 2 } });
		expect(listed.preview!.roles).toContainEqual({
			name: 'Cán bộ BX',
			role: 'officer',
			unit: `Đơn vị ${code('BX')}`,
			to: `Đơn vị ${code('BY')}`,
		});
	});

	test('says each day, counts what moves once, and what a list does not name goes along', async () => {
		const { code } = await makeWorld();
		const earlier = addDays(TODAY, -9);
		const { preview: seen } = await preview([
			row(code('AX'), code('B1'), 'CĐCS'),
			row(code('A1'), code('B'), 'commune'),
			row(code('N'), code('B1'), 'CĐCS', `${earlier},,,,`),
		]);
		expect(seen!.units.map(({ code, what, from }) => [code, what, from])).toEqual([
			[code('AX'), ['moves'], TODAY],
			[code('A1'), ['moves'], TODAY],
			[code('N'), ['begins'], earlier],
		]);
		expect([seen!.from, seen!.until]).toEqual([earlier, TODAY]);
		expect(seen!.moving).toEqual({ units: 3, initiatives: 2 });
		const { preview: whole } = await preview([ended(code('B'), 'TLD', 'provincial_federation', code('A'))]);
		expect(whole!.moving).toEqual({ units: 3, initiatives: 2 });
	});

	test('is none where a row is wrong, lies outside, or says only how many members there are', async () => {
		const { code, id } = await makeWorld();
		const admin = await makePerson(db, 'administrator', id('A'));
		const scope = scopeOf(admin, 'manage_units');
		const outside = await preview([row(code('BX'), code('A1'), 'CĐCS')], scope);
		expect(outside).toMatchObject({ rows: [{ outcome: 'wrong' }], preview: null });
		const members = await preview([row(code('AX'), code('A1'), 'CĐCS', `2018-01-01,,,12,${TODAY}`)], scope);
		expect(members).toMatchObject({ rows: [{ outcome: 'members' }], preview: null });
	});
});

describe('an imported list', () => {
	test('is taken back whole: units, places, names, ends, members and roles', async () => {
		const { code, id } = await makeWorld();
		await makePerson(db, 'officer', id('BX'));
		await bring([row(code('AY'), code('A1'), 'CĐCS', `2018-01-01,,,40,${yesterday}`)]);
		const before = await picture();
		const changeId = await bring([
			row(code('N'), code('A1'), 'CĐCS'),
			`${code('AX')},Tên mới,${code('B1')},CĐCS,${TODAY},,,,`,
			row(code('AY'), code('A1'), 'CĐCS', `2018-01-01,,,50,${yesterday}`),
			row(code('B1'), code('B'), 'commune', `2018-01-01,,,900,${TODAY}`),
			ended(code('BX'), code('B1'), 'CĐCS', code('BY')),
		]);
		expect(await submitted(id('B'))).toBe(3);
		expect((await latestMembers(db, id('AY')))!.members).toBe(50);
		const [listed] = await listChanges(db, everywhere, { limit: 1 });
		expect(listed).toMatchObject({
			id: changeId,
			kind: 'list',
			from: TODAY,
			why: 'don-vi.csv',
			undone: false,
		});

		const { id: undoId } = await undoChange(db, changeId, by());
		expect(await picture()).toEqual(before);
		expect(await submitted(id('B'))).toBe(2);
		await expectVerified();
		// And the undo itself: then all of it stands again.
		await undoChange(db, undoId, by());
		expect((await latestMembers(db, id('AY')))!.members).toBe(50);
		expect((await unitByCode(db, code('BX')))!.endedOn).toBe(TODAY);
		await expectVerified();
	});

	test('is not taken back over figures of members that were stated since', async () => {
		const { code } = await makeWorld();
		const stated = (members: number) => [
			row(code('AX'), code('A1'), 'CĐCS', `2018-01-01,,,${members},${TODAY}`),
		];
		const first = await bring(stated(10));
		const second = await bring(stated(11));
		await expect(undoChange(db, first, by())).rejects.toMatchObject({ code: 'tree_touched_since' });
		await undoChange(db, second, by());
		await undoChange(db, first, by());
	});

	test('hands roles over as each unit ends, and back from all of them', async () => {
		const { code, id } = await makeWorld();
		const [x, y] = [await makePerson(db, 'officer', id('AX')), await makePerson(db, 'officer', id('AY'))];
		const held = () =>
			Promise.all([x, y].map(async (who) => (await actorById(db, who.accountId))!.grants[0]!.unitId));
		const due = addDays(TODAY, 3);
		const changeId = await bring([
			ended(code('AX'), code('A1'), 'CĐCS', code('BX')),
			ended(code('AY'), code('A1'), 'CĐCS', code('BY'), addDays(due, -1)),
		]);
		expect(await held()).toEqual([id('BX'), id('AY')]);
		await db.transaction((tx) => refreshTree(tx, due));
		expect(await held()).toEqual([id('BX'), id('BY')]);
		await undoChange(db, changeId, by(everywhere, due));
		expect(await held()).toEqual([id('AX'), id('AY')]);
	});
});

describe('a row that puts a unit where none of its kind stands', () => {
	test('is named with what is wrong: by the tree, by the list, and below what the list makes something else', async () => {
		const { code } = await makeWorld();
		const problems = async (rows: string[]) =>
			(await preview(rows)).rows.map(({ line, issues }) =>
				issues.map((issue) => `${line} ${issue.field} ${issue.code} ${issue.params?.code}`),
			);
		expect(
			await problems([
				row(code('N'), code('A1'), 'CĐCS'),
				row(code('P'), code('AX'), 'LĐLĐ tỉnh'),
				row(code('N1'), code('N'), 'Công đoàn xã'),
				row(code('N2'), code('N'), 'Công đoàn bộ phận'),
				row(code('AY'), code('AX'), 'CĐCS'),
			]),
		).toEqual([
			[],
			[`3 parent unit_misplaced_provincial_federation ${code('P')}`],
			[`4 parent unit_misplaced_commune ${code('N1')}`],
			[],
			[`6 parent unit_misplaced_grassroots ${code('AY')}`],
		]);
		const changed = [row(code('A1'), code('A'), 'LĐLĐ huyện'), row(code('B1'), 'TLD', 'LĐLĐ tỉnh')];
		expect(await problems(changed)).toEqual([[], []]);
		const turned = [row(code('A'), 'TLD', 'CĐ ngành TW')];
		expect(await problems(turned)).toEqual([[`2 kind unit_misplaced_commune ${code('A1')}`]]);
		await expect(bring(turned)).rejects.toMatchObject({ code: 'units_invalid' });
		// Together with what stands below it.
		expect(await problems([...turned, row(code('A1'), code('B'), 'commune')])).toEqual([[], []]);
	});

	test('does not stand in the way of other changes where it stood before', async () => {
		const { code, id } = await makeWorld();
		await db.rows(sql`update unit_periods set kind = 'zone' where unit_id = ${id('AX')}`);
		const renamed = [`${code('AX')},Tên mới,${code('A1')},zone,${TODAY},,,,`];
		expect((await preview(renamed)).rows).toMatchObject([{ outcome: 'changed', issues: [] }]);
		expect((await preview([row(code('AX'), code('B1'), 'zone')])).rows).toMatchObject([{ outcome: 'wrong' }]);
	});
});

test('a row that ends a unit with others below it has to name who takes over, or they have to move', async () => {
	const { code } = await makeWorld();
	const endA1 = ended(code('A1'), code('A'), 'Công đoàn xã', '');
	expect((await preview([endA1])).rows).toMatchObject([
		{ outcome: 'wrong', issues: [{ field: 'successor', code: 'unit_has_below', params: { count: 2 } }] },
	]);
	await expect(bring([endA1])).rejects.toMatchObject({ code: 'units_invalid' });
	const moved = ['AX', 'AY'].map((unit) => row(code(unit), code('B1'), 'CĐCS'));
	expect((await preview([endA1, ...moved])).rows.map(({ outcome }) => outcome)).not.toContain('wrong');
});
