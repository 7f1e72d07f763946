import { beforeAll, expect, test } from 'vitest';
import { fixedClock, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { fillFacts } from '#portal/facts.ts';
import { testDatabase } from '#testing/database.ts';
import { refreshUnitTree } from './commands/refresh.ts';
import { addUnits } from './commands.ts';
import { findUnits, treeOn, unitByCode, unitHistory, unitsAbove, unitsBelow } from './queries.ts';
import type { UnitRow } from './schema.ts';

let db: Db;

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	await fillFacts({ db, clock: fixedClock(startOfLocalDate('2026-01-01')) });
	return () => db.close();
});

const names = async (query: string) => (await findUnits(db, query, { limit: 5 })).map((unit) => unit.name);

test('the shipped tree has 82 top-level units in 2022 and 34 provinces since 1/7/2025', async () => {
	const topLevel = (tree: { parentCode: string | null; kind: string }[]) =>
		tree.filter((unit) => unit.parentCode === 'TLD');
	const before = topLevel(await treeOn(db, '2025-06-30'));
	const after = topLevel(await treeOn(db, '2025-07-01'));
	expect(topLevel(await treeOn(db, '2022-06-01'))).toHaveLength(82);
	const provinces = (units: { kind: string }[]) =>
		units.filter((unit) => unit.kind === 'provincial_federation').length;
	expect([provinces(before), provinces(after)]).toEqual([63, 34]);
});

test('an ended unit stands below its successor, with its history kept', async () => {
	const ended = (await unitByCode(db, 'LDLD-02'))!;
	expect(ended.endedOn).toBe('2025-07-01');
	expect((await unitsAbove(db, ended.id)).map((unit) => unit.code)).toEqual(['LDLD-08', 'TLD']);
	expect((await unitHistory(db, ended.id)).at(-1)).toMatchObject({ to: '2025-07-01', parentCode: 'TLD' });
	// It is not offered any more, unless asked for.
	expect(await findUnits(db, 'LDLD-02')).toEqual([]);
	expect(await findUnits(db, 'LDLD-02', { ended: true })).toHaveLength(1);
});

test.each([
	'LĐLĐ tỉnh Thanh Hóa',
	'ldld tinh thanh hoa',
	'liên đoàn lao động thanh hóa',
	'thanh hoa',
	'LDLD-38',
	'THANH HOÁ',
])('«%s» finds Thanh Hóa first', async (query) =>
	expect((await names(query))[0]).toBe('LĐLĐ tỉnh Thanh Hóa'),
);

test('too few letters, wildcards and nonsense find nothing and break nothing', async () => {
	for (const query of ['', 'a', '%', '__', "'; drop table units; --", '\\', 'không-có-đơn-vị-này'])
		expect(await names(query)).toEqual([]);
});

const row = (code: string, parent: string, from: string, over: Partial<UnitRow> = {}): UnitRow => ({
	code,
	parent,
	from,
	name: `CĐCS ${code}`,
	kind: 'grassroots',
	...over,
});
const add = (rows: UnitRow[], today = '2026-01-01') => db.transaction((tx) => addUnits(tx, rows, { today }));

test('a list given twice changes nothing the second time', async () => {
	const rows = [row('MOI-1', 'LDLD-38', '2026-01-01', { members: 12, membersAsOf: '2026-01-01' })];
	expect(await add(rows)).toMatchObject({ added: 1, changed: 1 });
	expect(await add(rows)).toMatchObject({ added: 0, changed: 0 });
});

test('a move from a date keeps the past and falls due on its day', async () => {
	await add([row('MOI-2', 'LDLD-38', '2026-01-01')]);
	await add([row('MOI-2', 'LDLD-40', '2026-03-01')]);
	const { id } = (await unitByCode(db, 'MOI-2'))!;
	expect((await unitsAbove(db, id))[0]!.code).toBe('LDLD-38');
	await db.transaction((tx) => refreshUnitTree(tx, '2026-03-01'));
	expect((await unitsAbove(db, id))[0]!.code).toBe('LDLD-40');
	expect((await unitHistory(db, id)).map(({ from, to, parentCode }) => [from, to, parentCode])).toEqual([
		['2026-01-01', '2026-03-01', 'LDLD-38'],
		['2026-03-01', null, 'LDLD-40'],
	]);
});

test('wrong rows are refused by row, and nothing is written', async () => {
	const rows = [
		row('SAI-1', 'LDLD-38', '2026-01-01'),
		row('SAI-2', 'KHONG-CO', '2026-01-01'),
		row('SAI-3', 'SAI-3', '2026-01-01'),
	];
	await expect(add(rows)).rejects.toMatchObject({
		code: 'units_invalid',
		issues: [
			{ row: 1, field: 'parent', code: 'unit_parent_unknown' },
			{ row: 2, field: 'parent', code: 'unit_parent_itself' },
		],
	});
	expect(await unitByCode(db, 'SAI-1')).toBeUndefined();
});

test('units that stand below themselves are refused', async () => {
	await add([row('VONG-1', 'LDLD-38', '2026-01-01'), row('VONG-2', 'VONG-1', '2026-01-01')]);
	await expect(add([row('VONG-1', 'VONG-2', '2026-02-01')], '2026-02-01')).rejects.toMatchObject({
		code: 'unit_cycle',
	});
});

test('a unit does not end into what will stand below it', async () => {
	const ends = row('VONG-3', 'LDLD-38', '2026-01-01', { to: '2027-01-01', successor: 'VONG-4' });
	const [vong3, vong4] = [row('VONG-3', 'LDLD-38', '2026-01-01'), row('VONG-4', 'VONG-3', '2026-01-01')];
	await add([vong3, vong4]);
	// Or the day on which it ends would find that the tree cannot be.
	await expect(add([ends])).rejects.toMatchObject({ code: 'unit_cycle' });
	expect((await unitByCode(db, 'VONG-3'))!.endedOn).toBeNull();
	await add([row('VONG-4', 'LDLD-38', '2026-06-01'), ends]);
	await db.transaction((tx) => refreshUnitTree(tx, '2027-01-01'));
	expect((await unitsAbove(db, (await unitByCode(db, 'VONG-3'))!.id))[0]!.code).toBe('VONG-4');
});

test('what reads take is what a walk of the tree finds', async () => {
	const { id } = (await unitByCode(db, 'LDLD-38'))!;
	const walk = async (unit: number): Promise<number> => {
		let size = 1;
		for (const child of await unitsBelow(db, unit)) size += await walk(child.id);
		return size;
	};
	const closure = await db.first<{ n: number }>(sql`select count(*) as n from unit_closure c
		join unit_today t on t.unit_id = c.unit_id and t.ended_on is null where ancestor_id = ${id}`);
	expect(closure!.n).toBe(await walk(id));
});
