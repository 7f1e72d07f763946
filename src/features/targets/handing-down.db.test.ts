import { describe, expect, test } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { testDatabase } from '#testing/database.ts';
import { minutesIn as at, targetWorld } from '#testing/targets.ts';
import { TODAY } from '#testing/world.ts';
import { beginCascade, discardCascade, publishCascade, saveCascade } from './commands/cascades.ts';
import { publishList } from './commands/list.ts';
import { readTargetList, TARGET_COLUMNS, type TargetColumn, targetSheet } from './excel.ts';
import { cascadeById, openCascades, previewCascade } from './queries/cascades.ts';
import { planList } from './queries/list.ts';
import { targetOverview } from './queries/overview.ts';
import { targetsOf } from './queries/targets.ts';
import { periodsOf, WHOLE } from './rules/periods.ts';
import type { CascadeSettings } from './schema.ts';

const { url } = await testDatabase();
const db = openDb(url);
const { units, id, manager, province, officer, fresh, publish, numberOf } = await targetWorld(db);
const settings = (over: Partial<CascadeSettings>): CascadeSettings => ({
	method: 'divide',
	total: 1_000,
	rate: 100,
	memberShare: 100,
	membersOn: TODAY,
	pastProgrammeId: null,
	pastPhaseId: null,
	minimum: 0,
	step: 1,
	levels: 1,
	why: 'Kế hoạch 15',
	...over,
});

describe('a cascade', () => {
	test('is kept until published, divides exactly over two levels, and is published as it was seen', async () => {
		const programme = await fresh();
		await publish(programme, manager, [['T', 'assigned', 1_000]], 1);
		const draft = await db.transaction((tx) =>
			beginCascade(tx, province, programme, id('T'), WHOLE, settings({ levels: 2 }), at(2)),
		);
		expect((await openCascades(db, province, programme.id, id('T'))).map((each) => each.id)).toEqual([draft]);
		const first = await previewCascade(db, await cascadeById(db, province, draft));
		const named = (numbers: ReadonlyMap<number, number>) =>
			Object.fromEntries(['T1', 'T2', 'T11', 'T12'].map((code) => [code, numbers.get(id(code))]));
		// T1 has no figure of its own: its members are those below it.
		expect(named(first.numbers)).toEqual({ T1: 400, T2: 600, T11: 300, T12: 100 });
		await db.transaction((tx) =>
			saveCascade(tx, province, draft, 1, { fixed: { [id('T11')]: 250, [id('T1')]: 500 } }, at(3)),
		);
		await expect(
			db.transaction((tx) => saveCascade(tx, province, draft, 1, {}, at(3))),
		).rejects.toMatchObject({ code: 'cascade_changed' });
		const second = await previewCascade(db, await cascadeById(db, province, draft));
		expect(named(second.numbers)).toEqual({ T1: 500, T2: 500, T11: 250, T12: 250 });
		const publishSeen = (seen: string) =>
			db.transaction((tx) => publishCascade(tx, province, programme, draft, seen, at(4)));
		await expect(publishSeen(first.digest)).rejects.toMatchObject({ code: 'cascade_changed' });
		await publishSeen(second.digest);
		expect(await numberOf(programme, 'T12')).toBe('assigned 250');
		expect(await openCascades(db, province, programme.id, id('T'))).toEqual([]);
		await expect(publishSeen(second.digest)).rejects.toMatchObject({ code: 'cascade_published' });
		const overview = await targetOverview(db, programme, units.get('T')!, periodsOf(programme)[0]!, TODAY);
		expect(overview.gap).toEqual({ own: 1_000, sum: 1_000, without: 0, difference: 0 });
		expect(overview.children.map(({ members }) => members)).toEqual([
			{ members: 400, own: false },
			{ members: 600, own: true },
		]);
	});

	test('is nobody’s who may not assign below the unit', async () => {
		const programme = await fresh();
		const begin = (actor: typeof manager, code: string) =>
			db.transaction((tx) => beginCascade(tx, actor, programme, id(code), WHOLE, settings({}), at(1)));
		await expect(begin(province, 'N')).rejects.toMatchObject({ code: 'not_found' });
		const draft = await begin(province, 'T');
		await expect(cascadeById(db, officer, draft)).rejects.toMatchObject({ code: 'not_found' });
		await expect(cascadeById(db, province, 'x')).rejects.toMatchObject({ code: 'not_found' });
		await db.transaction((tx) => discardCascade(tx, manager, draft, 1, at(2)));
		await expect(cascadeById(db, province, draft)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('follows what was approved before, from the tallies, and is not published where it cannot be divided', async () => {
		const programme = await fresh();
		const past = await fresh();
		const draft = await db.transaction((tx) =>
			beginCascade(
				tx,
				province,
				programme,
				id('T1'),
				WHOLE,
				settings({ memberShare: 0, pastProgrammeId: past.id }),
				at(1),
			),
		);
		const preview = await previewCascade(db, await cascadeById(db, province, draft));
		expect(preview.obstacles).toEqual([
			{ unitId: id('T1'), code: 'cascade_no_weight', params: { left: 1_000 } },
		]);
		await expect(
			db.transaction((tx) => publishCascade(tx, province, programme, draft, preview.digest, at(2))),
		).rejects.toMatchObject({ code: 'cascade_unsolved' });
		// As the fold writes them.
		await db.rows(sql`insert into tally_by_unit values
			(${past.id}, ${id('T11')}, 'approved', 30, 0), (${past.id}, ${id('T11')}, 'submitted', 900, 0),
			(${past.id}, ${id('T12')}, 'approved', 10, 0)`);
		const solved = await previewCascade(db, await cascadeById(db, province, draft));
		expect(solved.numbers).toEqual(
			new Map([
				[id('T11'), 750],
				[id('T12'), 250],
			]),
		);
	});
});

describe('a list', () => {
	const headings = Object.fromEntries(
		TARGET_COLUMNS.map((column, index) => [
			column,
			['Mã đơn vị', 'Tên đơn vị', 'Giai đoạn', 'Quý', 'Loại chỉ tiêu', 'Chỉ tiêu'][index],
		]),
	) as Record<TargetColumn, string>;

	test('comes back from the template as it was, and changes nothing then', async () => {
		const programme = await fresh();
		await publish(programme, province, [['T11', 'assigned', 12]], 1);
		await publish(programme, province, [['T11', 'assigned', 13]], 2);
		const row = { code: 'T11', name: 'Đơn vị T11', phase: '', quarter: null, kind: 'Điều chỉnh', number: 13 };
		const sheet = targetSheet('Chỉ tiêu', headings, [
			row,
			{ ...row, code: 'T12', kind: 'Giao', number: null },
		]);
		const listed = readTargetList(await readWorkbook(await writeWorkbook([sheet]), 'x.xlsx'), programme);
		expect(listed).toHaveLength(1);
		const planned = await planList(db, province, programme, listed);
		expect(planned.map(({ outcome, issues }) => [outcome, issues])).toEqual([['same', []]]);
	});

	test('is published whole or not at all, with every issue at its row', async () => {
		const programme = await fresh();
		const read = async (rows: (string | number)[][]) =>
			readTargetList(
				await readWorkbook(writeCsv([Object.values(headings), ...rows]), 'chi-tieu.csv'),
				programme,
			);
		const quarter = periodsOf(programme).find((period) => period.quarter !== null)!;
		const [year, n] = quarter.quarter!.split('Q');
		const wrong = await read([
			['T11', '', '', '', 'Giao', '1.250'],
			['T11', '', '', '', '', 5],
			['N1', '', '', '', 'Giao', 5],
			['KHONG-CO', '', '', '', 'Giao', 5],
			['T12', '', 'Giai đoạn 9', '', 'Giao', 5],
			['T12', '', '', '', 'Hứa', 'nhiều'],
			['T12', '', '', '', 'Đăng ký', 5],
		]);
		const planned = await planList(db, province, programme, wrong);
		expect(planned.map(({ line, issues }) => [line, issues.map(({ code }) => code)])).toEqual([
			[2, []],
			[3, ['target_twice']],
			[4, ['target_unit_unknown']],
			[5, ['target_unit_unknown']],
			[6, ['target_period_unreadable']],
			[7, ['target_kind_unknown', 'target_number_invalid']],
			[8, ['target_not_yours']],
		]);
		const apply = (listed: typeof wrong) =>
			db.transaction((tx) => publishList(tx, province, programme, id('T'), listed, '', at(1)));
		await expect(apply(wrong)).rejects.toMatchObject({ code: 'targets_invalid' });
		expect(await numberOf(programme, 'T11')).toBe(null);
		await apply(
			await read([
				['t11', '', '', '', 'Giao', '1.250'],
				['T12', '', quarter.phase!.name.vi, `Quý ${n}/${year}`, 'Giao', 7],
			]),
		);
		expect(await numberOf(programme, 'T11')).toBe('assigned 1250');
		expect((await targetsOf(db, programme.id, [id('T12')], quarter)).get(id('T12'))!.inForce?.number).toBe(7);
	});
});
