import { describe, expect, test } from 'vitest';
import { addUnits } from '#features/units/commands.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, TODAY } from '#testing/world.ts';
import { beginCascade, discardCascade, publishCascade, saveCascade } from './commands/cascades.ts';
import { publishList } from './commands/list.ts';
import { publishTargets, setTarget, stateTargets, undoPublication } from './commands/publish.ts';
import { readTargetList, TARGET_COLUMNS, type TargetColumn, targetSheet } from './excel.ts';
import { cascadeById, openCascades, previewCascade } from './queries/cascades.ts';
import { planList } from './queries/list.ts';
import { targetOverview } from './queries/overview.ts';
import { publicationsAt } from './queries/publications.ts';
import { targetsByPeriod, targetsOf } from './queries/targets.ts';
import { membersOf } from './queries/tree.ts';
import { periodsOf } from './rules/periods.ts';
import type { CascadeSettings, Kind } from './schema.ts';

const { url } = await testDatabase();
const db = openDb(url);
const units = await makeUnits(db, [
	['T', 'TLD', 'provincial_federation'],
	['T1', 'T', 'zone'],
	['T2', 'T', 'zone'],
	['T11', 'T1', 'grassroots'],
	['T12', 'T1', 'grassroots'],
	['N', 'TLD', 'provincial_federation'],
	['N1', 'N', 'grassroots'],
]);
const id = (code: string) => units.get(code)!.id;
const figures = { T1: null, T11: 300, T12: 100, T2: 600 } as const;
await db.transaction((tx) =>
	addUnits(
		tx,
		Object.entries(figures).flatMap(([code, members]) => {
			const { kind, name } = units.get(code)!;
			const parent = code.length === 2 ? 'T' : 'T1';
			const figure = { members, membersAsOf: '2026-01-01', membersSource: 'Báo cáo' };
			return members === null ? [] : [{ code, name, kind, parent, from: '2018-01-01', ...figure }];
		}),
		{ today: TODAY },
	),
);
const manager = await makePerson(db, 'manager', id('TLD'));
const province = await makePerson(db, 'reviewer', id('T'));
const officer = await makePerson(db, 'officer', id('T11'));
const WHOLE = { phaseId: null, quarter: null };

let programmes = 0;
const fresh = () => makeProgramme(db, { code: `ct-${++programmes}` });
type Programme = Awaited<ReturnType<typeof fresh>>;
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
const publish = (
	programme: Programme,
	actor: typeof manager,
	rows: [code: string, kind: Kind, number: number][],
	minutes: number,
) =>
	db.transaction((tx) =>
		publishTargets(
			tx,
			actor,
			programme,
			rows.map(([code, kind, number]) => ({ ...WHOLE, unitId: id(code), kind, number })),
			{ unitId: id(rows[0]![0]), origin: 'hand', why: 'Kế hoạch 15' },
			at(minutes),
		),
	);
const numberOf = async (programme: Programme, code: string, asOf?: Date) => {
	const stands = (await targetsOf(db, programme.id, [id(code)], { asOf })).get(id(code))!.inForce;
	return stands && `${stands.kind} ${stands.number}`;
};
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
