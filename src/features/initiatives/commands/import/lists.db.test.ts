import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { cellText } from '#platform/excel/workbook.ts';
import { readPart, zipDirectory } from '#platform/excel/zip.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { testDatabase } from '#testing/database.ts';
import { sharedData } from '#testing/shared-data.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';
import { recogniseColumns } from '../../excel/recognition.ts';
import { loadImport, spellingsOf } from '../../queries/imports.ts';
import { checkList } from './check.ts';
import { chooseForList } from './choices.ts';
import { beginImport, runImport } from './run.ts';
import { uploadList } from './upload.ts';

const LISTS = sharedData('excel/generated_vi');
const OTHERS = ['excel/sheetjs', 'excel/exceljs'].map(sharedData);
/** Every CCCD of the lists would show as this. */
const IDENTITY = /(?<![\d-])0\d{11}(?!\d)/;

const { url } = await testDatabase();
const db = openDb(url, { max: 6 });
const units = await makeUnits(db, [
	['LDLDT', 'TLD', 'provincial_federation'],
	['CS1', 'LDLDT', 'grassroots'],
]);
const root = units.get('LDLDT')!;
const programme = await makeProgramme(db, { code: 'lists', applicationFrom: '2020-01-01' });
const officer = await makePerson(db, 'officer', root.id, 'Trần Thị Cán Bộ');
const now = new Date();

interface Expected {
	file: string;
	rows_ok: number | null;
}

describe.skipIf(LISTS === null)('lists as officers send them', () => {
	const expected: Expected[] = LISTS ? JSON.parse(readFileSync(`${LISTS}/EXPECTED.json`, 'utf8')) : [];

	it.each(expected)(
		'$file comes in as expected, and adds nothing the second time',
		async ({ file, rows_ok }) => {
			const bytes = readFileSync(`${LISTS}/${file}`);
			const enter = async () => {
				const to = { programme, unitId: root.id };
				const id = await uploadList(db, officer, to, { bytes, fileName: file }, now);
				const unit = units.get('CS1')!.id;
				const spelt = await spellingsOf(db, id, 'unit');
				const fields = await spellingsOf(db, id, 'field');
				const change = {
					units: Object.fromEntries(spelt.map(({ folded }) => [folded, unit])),
					fields: Object.fromEntries(fields.map(({ folded }) => [folded, 'ky-thuat'])),
					group: 'cong-nhan',
					field: 'ky-thuat',
					recognisedBy: 'Hội đồng sáng kiến cơ sở',
					consent: 'Theo danh sách có chữ ký của các tác giả',
				};
				await db.transaction((tx) => chooseForList(tx, officer, programme, id, change, now));
				const planned = await db.transaction((tx) => checkList(tx, officer, programme, id, now));
				await db.transaction((tx) => beginImport(tx, officer, id, true, now));
				expect(await runImport(db, id, now)).toBe(true);
				const list = await loadImport(db, officer, id);
				expect(list.status).toBe('done');
				expect(list.counts).toEqual(planned);
				return list;
			};
			const first = await enter();
			const sound = first.total - first.counts!.refused;
			if (rows_ok === null) expect(first).toMatchObject({ total: 12, counts: { refused: 9 } });
			else expect([file, sound, first.counts!.refused]).toEqual([file, rows_ok, 0]);
			const again = await enter();
			expect(again.counts).toMatchObject({ submitted: 0, draft: 0, present: sound });
		},
	);

	it('leaves no identity number anywhere in the database, nor in any part of the kept files', async () => {
		const files = await db.rows<{ file: Buffer; name: string }>(sql`
			select distinct on (file_name) file, file_name as name from imports`);
		expect(files).toHaveLength(expected.length);
		const numbers: string[] = [];
		for (const { file, name } of files) {
			const original = await readWorkbook(readFileSync(`${LISTS}/${name}`), name);
			const { sheet, headerRows, columns } = recogniseColumns(original);
			const index = columns.find(({ column }) => column === 'identity')!.index;
			const rows = original.sheets.find((each) => each.name === sheet)!.rows.slice(headerRows.last);
			const ofFile = rows.map((row) => cellText(row[index]).trim()).filter((text) => /\d{9}/.test(text));
			expect(ofFile.length).toBeGreaterThan(5);
			const parts = zipDirectory(file)?.map((part) => readPart(file, part.name)) ?? [file.toString()];
			expect([name, ofFile.filter((text) => parts.some((part) => part?.includes(text)))]).toEqual([name, []]);
			numbers.push(...ofFile);
		}
		await db.transaction(foldTallies);
		const tables = await db.rows<{
			name: string;
		}>(sql`select table_name as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE'`);
		for (const { name } of tables) {
			const { rows } = await db.pool.query(`select t::text as text from ${name} t`);
			const text = rows.map((row) => row.text.replaceAll(/\\x[0-9a-f]+/g, '')).join('\n');
			const leaked = numbers.filter((number) => text.includes(number));
			expect([name, leaked, IDENTITY.exec(text)?.[0]]).toEqual([name, [], undefined]);
		}
	});
});

describe('every spreadsheet of other makers is read or refused with a clear message', () => {
	it.each(OTHERS.filter((folder) => folder !== null))(
		'%s',
		async (folder) => {
			const files = readdirSync(folder).filter((file) => !file.startsWith('LICENSE'));
			const answers = await Promise.all(files.map((file) => upload(`${folder}/${file}`)));
			expect(answers.filter((answer) => !/^(read|(excel|mapping|import)_\w+)$/.test(answer))).toEqual([]);
			expect(answers).not.toContain('import_identity_kept');
			expect(answers.filter((answer) => answer === 'read').length).toBeGreaterThan(20);
		},
		120_000,
	);

	async function upload(path: string): Promise<string> {
		const file = { bytes: readFileSync(path), fileName: basename(path) };
		try {
			const id = await uploadList(db, officer, { programme, unitId: root.id }, file, now);
			return (await loadImport(db, officer, id)).recognition.columns.length > 0
				? 'read'
				: `${path}: no columns`;
		} catch (error) {
			return isRefusal(error) ? error.code : `${path}: ${error}`;
		}
	}
});
