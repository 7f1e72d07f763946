import { expect, it } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { type CellValue, cellText } from '#platform/excel/workbook.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { importRows, loadImport } from '../../queries/imports.ts';
import { annotatedList } from './annotated.ts';
import { checkList } from './check.ts';
import { chooseForList } from './choices.ts';
import { readJsonLines } from './json-lines.ts';
import { tendImports } from './retention.ts';
import { beginImport, queueImport, runImport, stopImport } from './run.ts';
import { discardList, takeRows, uploadList } from './upload.ts';

const { url } = await testDatabase();
const db = openDb(url, { max: 8 });
await migrateJobs(db.pool);
const units = await makeUnits(db, [
	['LDLDH', 'TLD', 'provincial_federation'],
	['CSA', 'LDLDH', 'grassroots'],
	['CSB', 'LDLDH', 'grassroots'],
	['KHAC', 'TLD', 'provincial_federation'],
]);
const unit = (code: string) => units.get(code)!.id;
const officer = await makePerson(db, 'officer', unit('LDLDH'), 'Lê Thị Cán Bộ');
const now = new Date();
let programmes = 0;

const HEADINGS = ['STT', 'Họ và tên', 'Đơn vị', 'Tên sáng kiến', 'Ngày áp dụng', 'Giá trị làm lợi (đồng)'];
const row = (index: number, over: Record<number, CellValue> = {}): CellValue[] =>
	[
		index,
		`Nguyễn Văn ${'ABCDEGHIKL'[index % 10]}`,
		'Đơn vị CSA',
		`Sáng kiến số ${index} giúp hàn nhanh hơn`,
		'05/03/2022',
		1_000_000,
	].map((value, at) => (at in over ? over[at]! : value));

const newProgramme = () => makeProgramme(db, { code: `p${++programmes}` });
const fileOf = async (rows: CellValue[][]) => ({
	bytes: await writeWorkbook([{ name: 'A', columns: HEADINGS.map((heading) => ({ heading })), rows }]),
	fileName: 'ds.xlsx',
});

const CHOICES = {
	group: 'cong-nhan',
	field: 'ky-thuat',
	recognisedBy: 'Hội đồng sáng kiến',
	consent: 'Các tác giả đã ký',
};

async function prepare(
	programme: Awaited<ReturnType<typeof newProgramme>>,
	rows: CellValue[][],
	as = officer,
) {
	const id = await uploadList(db, as, { programme, unitId: unit('LDLDH') }, await fileOf(rows), now);
	await db.transaction((tx) => chooseForList(tx, as, programme, id, CHOICES, now));
	const counts = await db.transaction((tx) => checkList(tx, as, programme, id, now));
	return { id, counts };
}

const begin = (id: string, validOnly = false, as = officer) =>
	db.transaction((tx) => beginImport(tx, as, id, validOnly, now));

const written = async (programme: { id: number }) =>
	(await db.first<{ initiatives: number; events: number; drafts: number }>(sql`select
		(select count(*) from initiatives where programme_id = ${programme.id}) as initiatives,
		(select count(*) from events where programme_id = ${programme.id}) as events,
		(select count(*) from drafts where programme_id = ${programme.id}) as drafts`))!;

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'none',
		(error) => error.code ?? String(error),
	);

it('writes nothing while a row is wrong, unless only the valid rows are asked for', async () => {
	const programme = await newProgramme();
	const rows = [row(1), row(2, { 4: '31/02/2022' }), row(3, { 5: 'khoảng 5-7 triệu' }), row(4)];
	const { id, counts } = await prepare(programme, rows);
	expect(counts).toEqual({ submitted: 2, draft: 0, present: 0, refused: 2 });
	await begin(id);
	expect(await runImport(db, id, now)).toBe(false);
	expect(await written(programme)).toEqual({ initiatives: 0, events: 0, drafts: 0 });
	expect(await loadImport(db, officer, id)).toMatchObject({
		status: 'checked',
		failure: { code: 'import_rows_wrong' },
		counts,
	});
	await begin(id, true);
	expect(await runImport(db, id, now)).toBe(true);
	expect(await written(programme)).toEqual({ initiatives: 2, events: 2, drafts: 0 });
	const wrong = await importRows(db, id, { outcome: 'refused', offset: 0, limit: 9 });
	expect(wrong.map((each) => [each.row, each.issues.map(({ letter, code }) => `${letter} ${code}`)])).toEqual(
		[
			[3, ['E date_impossible']],
			[4, ['F benefit_range']],
		],
	);
	expect(await refusal(begin(id))).toBe('import_done');
});

it('makes drafts of what lacks something, that say what, and adds nothing the second time', async () => {
	const programme = await newProgramme();
	const rows = [row(1), row(2, { 4: null }), row(3, { 3: null }), row(4, { 1: null })];
	const { id, counts } = await prepare(programme, rows);
	expect(counts).toEqual({ submitted: 1, draft: 3, present: 0, refused: 0 });
	await begin(id);
	expect(await runImport(db, id, now)).toBe(true);
	expect(await written(programme)).toEqual({ initiatives: 1, events: 1, drafts: 3 });
	const drafts = await importRows(db, id, { outcome: 'draft', offset: 0, limit: 9 });
	expect(drafts.map(({ verdict }) => verdict.map(({ code }) => code))).toEqual([
		['missing_appliedon'],
		['missing_title'],
		['missing_authors'],
	]);
	expect(
		await db.rows(
			sql`select kind, unit_id as unit, import_id = ${id}::uuid as ours from drafts where programme_id = ${programme.id}`,
		),
	).toEqual(Array(3).fill({ kind: 'import', unit: unit('CSA'), ours: true }));
	const again = await prepare(programme, rows);
	expect(again.counts).toEqual({ submitted: 0, draft: 0, present: 4, refused: 0 });
	await begin(again.id);
	await runImport(db, again.id, now);
	expect(await written(programme)).toEqual({ initiatives: 1, events: 1, drafts: 3 });
});

it('leaves the second of two equal rows out and names the first', async () => {
	const programme = await newProgramme();
	const { id, counts } = await prepare(programme, [row(1), row(2), row(1, { 1: 'NGUYỄN VĂN  B' })]);
	expect(counts).toMatchObject({ submitted: 2, present: 1 });
	const [twin] = await importRows(db, id, { outcome: 'present', offset: 0, limit: 9 });
	expect(twin).toMatchObject({ row: 4, verdict: [{ code: 'import_twin', params: { row: 2 } }] });
});

it('enters nothing twice when two officers send the same list at once', async () => {
	const programme = await newProgramme();
	const other = await makePerson(db, 'officer', unit('LDLDH'), 'Phạm Văn Cán Bộ');
	const rows = [...Array.from({ length: 700 }, (_, index) => row(index + 1)), row(900, { 4: null })];
	const [one, two] = [await prepare(programme, rows), await prepare(programme, rows, other)];
	await Promise.all([begin(one.id), begin(two.id, false, other)]);
	// Each twice besides, as when a job is tried again
	const runs = [one.id, two.id, one.id, two.id].map((id) => runImport(db, id, now));
	expect((await Promise.all(runs)).filter(Boolean)).toHaveLength(2);
	expect(await written(programme)).toEqual({ initiatives: 700, events: 700, drafts: 1 });
	const lists = [await loadImport(db, officer, one.id), await loadImport(db, other, two.id)];
	expect(lists.map(({ counts }) => counts!.submitted + counts!.present + counts!.draft)).toEqual([701, 701]);
	expect(lists.reduce((sum, { counts }) => sum + counts!.submitted, 0)).toBe(700);
});

it('leaves nothing behind when it is broken off in the middle, and enters all when run again', async () => {
	const programme = await newProgramme();
	const rows = Array.from({ length: 1200 }, (_, index) => row(index + 1));
	const { id } = await prepare(programme, rows);
	await begin(id);
	const broken = runImport(db, id, now, (done) => {
		if (done >= 1000) throw new Error('killed');
	});
	await expect(broken).rejects.toThrow('killed');
	expect(await written(programme)).toEqual({ initiatives: 0, events: 0, drafts: 0 });
	expect(await loadImport(db, officer, id)).toMatchObject({ status: 'running', progress: 1000 });
	// Its silence is noticed, and the job begun again
	expect(await tendImports(db, now)).toBe(0);
	await db.rows(sql`update imports set updated_at = now() - interval '1 minute' where id = ${id}::uuid`);
	expect(await tendImports(db, now)).toBe(1);
	expect(await runImport(db, id, now)).toBe(true);
	expect(await written(programme)).toEqual({ initiatives: 1200, events: 1200, drafts: 0 });
});

it('can be stopped, writes nothing then, and can be begun again', async () => {
	const programme = await newProgramme();
	const { id } = await prepare(
		programme,
		Array.from({ length: 1100 }, (_, index) => row(index + 1)),
	);
	await db.transaction((tx) => queueImport(tx, officer, id, false, now));
	let stopping: Promise<void> | undefined;
	const run = runImport(db, id, now, () => {
		stopping ??= db.transaction((tx) => stopImport(tx, officer, id, now));
	});
	expect(await run).toBe(false);
	await stopping;
	expect(await written(programme)).toEqual({ initiatives: 0, events: 0, drafts: 0 });
	expect(await loadImport(db, officer, id)).toMatchObject({ status: 'checked' });
	await begin(id);
	expect(await runImport(db, id, now)).toBe(true);
	expect(await written(programme)).toMatchObject({ initiatives: 1100 });
});

it('decides again when it writes: an ended unit, a closed programme', async () => {
	const programme = await newProgramme();
	const rows = [row(1), row(2, { 2: 'Đơn vị CSB' })];
	const { id, counts } = await prepare(programme, rows);
	expect(counts).toMatchObject({ submitted: 2 });
	await db.rows(sql`update unit_today set ended_on = '2026-01-01' where unit_id = ${unit('CSB')}`);
	await begin(id);
	expect(await runImport(db, id, now)).toBe(false);
	expect(await loadImport(db, officer, id)).toMatchObject({ counts: { submitted: 1, refused: 1 } });
	await db.rows(sql`update unit_today set ended_on = null where unit_id = ${unit('CSB')}`);
	await db.rows(sql`update programmes set status = 'closed' where id = ${programme.id}`);
	await begin(id);
	expect(await runImport(db, id, now)).toBe(false);
	expect(await loadImport(db, officer, id)).toMatchObject({ failure: { code: 'submission_closed' } });
	expect(await written(programme)).toMatchObject({ initiatives: 0 });
});

it('remembers the unit chosen for a spelling, for the next list below the same unit only', async () => {
	const programme = await newProgramme();
	const rows = [row(1, { 2: 'Phân xưởng 3' }), row(2, { 2: 'phan xuong 3' }), row(3, { 2: 'csa' })];
	const first = await prepare(programme, rows);
	expect(first.counts).toMatchObject({ submitted: 1, refused: 2 });
	const choose = (id: string, unitId: number) =>
		db.transaction((tx) =>
			chooseForList(tx, officer, programme, id, { units: { 'phan xuong 3': unitId } }, now),
		);
	expect(await refusal(choose(first.id, unit('KHAC')))).toBe('invalid');
	await choose(first.id, unit('CSB'));
	expect((await prepare(programme, rows)).counts).toMatchObject({ submitted: 3 });
	const below = { programme, unitId: unit('CSA') };
	const elsewhere = await uploadList(db, officer, below, await fileOf(rows), now);
	expect((await loadImport(db, officer, elsewhere)).choices).toMatchObject({
		units: { csa: unit('CSA') },
		unit: unit('CSA'),
	});
	expect((await loadImport(db, officer, elsewhere)).choices.units['phan xuong 3']).toBeUndefined();
});

it('belongs to who sent it, within their reach', async () => {
	const programme = await newProgramme();
	const { id } = await prepare(programme, [row(1)]);
	const other = await makePerson(db, 'officer', unit('LDLDH'));
	const stranger = await makePerson(db, 'officer', unit('KHAC'));
	expect(await refusal(loadImport(db, other, id))).toBe('not_found');
	expect(await refusal(begin(id, false, stranger))).toBe('not_found');
	const file = await fileOf([row(1)]);
	expect(await refusal(uploadList(db, stranger, { programme, unitId: unit('LDLDH') }, file, now))).toBe(
		'not_found',
	);
	await db.transaction((tx) => discardList(tx, officer, id));
	expect(await refusal(loadImport(db, officer, id))).toBe('not_found');
});

it('gives the file back with a column of messages', async () => {
	const programme = await newProgramme();
	const { id } = await prepare(programme, [row(1), row(2, { 4: '31/02/2022' })]);
	const say = ({ issues }: { issues: { code: string }[] }) => issues.map(({ code }) => code).join();
	const file = await annotatedList(db, officer, id, say, 'Lỗi');
	const sheet = (await readWorkbook(file.bytes, file.fileName)).sheets[0]!;
	expect(sheet.rows.map((cells) => cellText(cells[6]))).toEqual(['Lỗi', '', 'date_impossible']);
});

it('takes JSON lines, with errors by line', async () => {
	const programme = await newProgramme();
	const line = {
		title: 'Máy rửa rau',
		unit: 'CSA',
		authors: [{ name: 'Lê Văn C' }],
		benefit: '1,5 tỷ',
		appliedOn: '2022-03-05',
	};
	const text = [
		JSON.stringify(line),
		'',
		'{"title": 5}',
		'hỏng',
		JSON.stringify({ ...line, unit: 'XYZ' }),
	].join('\n');
	const file = { fileName: 'a.jsonl', bytes: Buffer.from(text), rows: readJsonLines(text) };
	const id = await takeRows(db, officer, { programme, unitId: unit('LDLDH') }, file, now);
	await db.transaction((tx) => chooseForList(tx, officer, programme, id, CHOICES, now));
	expect(await db.transaction((tx) => checkList(tx, officer, programme, id, now))).toMatchObject({
		submitted: 1,
		refused: 3,
	});
	const rows = await importRows(db, id, { outcome: 'refused', offset: 0, limit: 9 });
	expect(rows.map(({ row, issues, verdict }) => [row, issues[0]?.code ?? verdict[0]?.code])).toEqual([
		[3, 'import_line_invalid'],
		[4, 'import_line_invalid'],
		[5, 'import_unit_unmatched'],
	]);
});

it('forgets lists after thirty days: what was entered keeps its outcomes, the rest goes', async () => {
	const programme = await newProgramme();
	const [entered, left] = [await prepare(programme, [row(1)]), await prepare(programme, [row(2)])];
	await begin(entered.id);
	await runImport(db, entered.id, now);
	await tendImports(db, new Date(now.getTime() + 40 * 86_400_000));
	expect(await loadImport(db, officer, entered.id)).toMatchObject({ kept: false, counts: { submitted: 1 } });
	expect(await importRows(db, entered.id, { offset: 0, limit: 9 })).toMatchObject([
		{ outcome: 'submitted', title: '' },
	]);
	expect(await refusal(loadImport(db, officer, left.id))).toBe('not_found');
});
