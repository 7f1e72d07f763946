import { expect, it } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { type CellValue, cellText } from '#platform/excel/workbook.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { testDatabase } from '#testing/database.ts';
import { inOldEncoding } from '#testing/old-encodings.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { importRows, loadImport } from '../../queries/imports.ts';
import { checkList } from './check.ts';
import { chooseForList } from './choices.ts';
import { readJsonLines } from './json-lines.ts';
import { beginImport, runImport } from './run.ts';
import { correctColumns, takeRows, uploadList } from './upload.ts';

const { url } = await testDatabase();
const db = openDb(url, { max: 4 });
const units = await makeUnits(db, [
	['LDLDH', 'TLD', 'provincial_federation'],
	['CSA', 'LDLDH', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!;
const officer = await makePerson(db, 'officer', unit('LDLDH').id, 'Lê Thị Cán Bộ');
const now = new Date();

const HEADINGS = [
	'STT',
	'Họ và tên',
	'Đơn vị',
	'Tên sáng kiến',
	'Thực trạng',
	'Ngày áp dụng',
	'Giá trị làm lợi',
];
const ROWS = [
	[
		1,
		'Nguyễn Văn Bình; Lê Lan',
		'CSA',
		'Cải tiến máy sấy gỗ bằng nhiệt thừa',
		'Trước đây sấy mất ba ngày',
		'ngày 5 tháng 3 năm 2022',
		'12 triệu đồng',
	],
	[
		2,
		'Trần Thị Hồng',
		'CSA',
		'Lắp cảm biến báo tràn cho bể nước',
		'Bể nước hay tràn về đêm',
		'05/03/2022',
		'3 triệu',
	],
] as const;
const NUMBER = '001099001234';
const CHOICES = {
	group: 'cong-nhan',
	field: 'ky-thuat',
	recognisedBy: 'Hội đồng sáng kiến',
	consent: 'Các tác giả đã ký',
};

async function sheetIn(encoding: 'tcvn3' | 'vni', rows: readonly (readonly CellValue[])[] = ROWS) {
	const old = (value: CellValue) => (typeof value === 'string' ? inOldEncoding(value, encoding) : value);
	return {
		bytes: await writeWorkbook([
			{
				name: 'DS',
				columns: HEADINGS.map((heading) => ({ heading: inOldEncoding(heading, encoding) })),
				rows: rows.map((row) => row.map(old)),
			},
		]),
		fileName: `${encoding}.xlsx`,
	};
}

async function upload(file: { bytes: Uint8Array; fileName: string; asWritten?: boolean }) {
	const programme = await makeProgramme(db, { code: `p${Math.random()}`.replace('0.', '') });
	const to = { programme, unitId: unit('LDLDH').id };
	const id = await uploadList(db, officer, to, file, now);
	return { id, to, programme };
}

async function enter({ id, programme }: Awaited<ReturnType<typeof upload>>) {
	const change = { ...CHOICES, units: { csa: unit('CSA').id } };
	await db.transaction((tx) => chooseForList(tx, officer, programme, id, change, now));
	const counts = await db.transaction((tx) => checkList(tx, officer, programme, id, now));
	await db.transaction((tx) => beginImport(tx, officer, id, false, now));
	expect(await runImport(db, id, now)).toBe(true);
	return counts;
}

const entered = (programme: { id: number }) =>
	db.rows<{
		title: string;
		problem: string;
		benefit: number;
		applied: string;
		authors: string[];
		originals: object[];
	}>(sql`
		select i.title, i.problem, i.benefit, i.applied_on as applied,
			array(select a.name from initiative_authors a where a.initiative_id = i.id order by a.position) as authors,
			(select coalesce(jsonb_agg(jsonb_build_array(o.field, o.encoding, o.original) order by o.id), '[]')
				from original_texts o where o.initiative_id = i.id) as originals
		from initiatives i where i.programme_id = ${programme.id} order by i.id`);

it.each(['tcvn3', 'vni'] as const)(
	'a list in %s comes in as Unicode, headings and amounts too, with its originals',
	async (encoding) => {
		const list = await upload(await sheetIn(encoding));
		const { notes, mapping } = await loadImport(db, officer, list.id);
		expect(mapping.columns.map(({ column }) => column)).toEqual([
			'ordinal',
			'author',
			'unit',
			'title',
			'problem',
			'appliedOn',
			'benefit',
		]);
		expect(notes.notices.map(({ code }) => code)).toEqual([`text_converted_${encoding}`]);
		expect(await enter(list)).toMatchObject({ submitted: 2, refused: 0, draft: 0 });
		const old = (text: string) => inOldEncoding(text, encoding);
		const [first, second] = await entered(list.programme);
		expect(first).toEqual({
			title: ROWS[0][3],
			problem: ROWS[0][4],
			benefit: 12_000_000,
			applied: '2022-03-05',
			authors: ['Nguyễn Văn Bình', 'Lê Lan'],
			originals: [
				['title', encoding, old(ROWS[0][3])],
				['problem', encoding, old(ROWS[0][4])],
				['author', encoding, old(ROWS[0][1])],
			],
		});
		expect(second!.title).toBe(ROWS[1][3]);
	},
);

it('shows what a row was, and leaves the list as it is where its officer says so', async () => {
	const list = await upload(await sheetIn('tcvn3'));
	const rowsOf = () => importRows(db, list.id, { offset: 0, limit: 9 });
	expect((await rowsOf())[0]).toMatchObject({
		title: ROWS[0][3],
		originals: [{ field: 'title', encoding: 'tcvn3', text: inOldEncoding(ROWS[0][3], 'tcvn3') }, {}, {}],
	});
	const { mapping } = await loadImport(db, officer, list.id);
	await correctColumns(db, officer, list.to, list.id, { ...mapping, asWritten: true }, now);
	expect((await rowsOf())[0]).toMatchObject({ title: inOldEncoding(ROWS[0][3], 'tcvn3'), originals: [] });
	const { notes, mapping: kept } = await loadImport(db, officer, list.id);
	expect(notes.notices[0]!.code).toBe('text_as_written_tcvn3');
	await correctColumns(db, officer, list.to, list.id, { ...kept, asWritten: false }, now);
	expect((await rowsOf())[0]!.title).toBe(ROWS[0][3]);
});

it('keeps no identity number among the originals', async () => {
	const rows = [
		[1, 'Trần Thị Hồng', 'CSA', `Lắp cảm biến báo tràn của ${NUMBER}`, 'Bể nước hay tràn', '', ''],
	];
	const list = await upload(await sheetIn('tcvn3', rows));
	const [row] = await importRows(db, list.id, { offset: 0, limit: 1 });
	expect(row!.originals.length).toBeGreaterThan(0);
	expect(JSON.stringify(row)).not.toContain(NUMBER);
});

it('reads a Unicode list as ever, a name in another script or an English title among it', async () => {
	const rows = [
		[1, 'Jürgen Müller', 'CSA', 'Press fixture for seat frames', 'Máy dừng liên tục', '05/03/2022', 5],
	];
	const columns = HEADINGS.map((heading) => ({ heading }));
	const bytes = await writeWorkbook([{ name: 'DS', columns, rows }]);
	const list = await upload({ bytes, fileName: 'u.xlsx' });
	expect((await loadImport(db, officer, list.id)).notes.notices).toEqual([]);
	expect((await importRows(db, list.id, { offset: 0, limit: 1 }))[0]!.originals).toEqual([]);
});

it('reads a text file of the old fonts by its letters', async () => {
	const lines = [HEADINGS, ...ROWS].map((row) => row.map((value) => `"${cellText(value)}"`).join(','));
	const bytes = Buffer.from(inOldEncoding(lines.join('\r\n'), 'tcvn3'), 'latin1');
	const list = await upload({ bytes, fileName: 'ds.csv' });
	expect((await importRows(db, list.id, { offset: 0, limit: 9 })).map(({ title }) => title)).toEqual(
		ROWS.map((row) => row[3]),
	);
});

it('takes JSON lines in Unicode unless told to leave them', async () => {
	const title = inOldEncoding(ROWS[0][3], 'vni');
	const text = JSON.stringify({ unit: 'CSA', title, authors: [{ name: 'Lê Lan' }] });
	expect(readJsonLines(text)[0]!.content).toMatchObject({
		title: ROWS[0][3],
		originals: [{ field: 'title', encoding: 'vni', text: title }],
	});
	expect(readJsonLines(text, { asWritten: true })[0]!.content).toMatchObject({ title, originals: [] });
	const to = { programme: await makeProgramme(db, { code: 'lines' }), unitId: unit('LDLDH').id };
	const file = { fileName: 'a.jsonl', bytes: Buffer.from(text), rows: readJsonLines(text) };
	const id = await takeRows(db, officer, to, file, now);
	expect((await importRows(db, id, { offset: 0, limit: 1 }))[0]!.originals).toHaveLength(1);
});
