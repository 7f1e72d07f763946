import { expect, it } from 'vitest';
import { scopeOf } from '#features/people/rules.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { listPreview, previewedRows } from '../../queries/import-preview.ts';
import { codeOf } from '../../schema.ts';
import { submitInitiatives } from '../submit.ts';
import { checkList } from './check.ts';
import { chooseForList } from './choices.ts';
import { readJsonLines } from './json-lines.ts';
import { previewNextList } from './preview.ts';
import { beginImport } from './run.ts';
import { takeRows } from './upload.ts';

const { url } = await testDatabase();
const db = openDb(url, { max: 6 });
const units = await makeUnits(db, [
	['LDLDP', 'TLD', 'provincial_federation'],
	['CSP', 'LDLDP', 'grassroots'],
	['XP', 'TLD', 'provincial_federation'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, { code: 'thu' });
const officer = await makePerson(db, 'officer', unit('LDLDP'));
const now = new Date();
const never = new AbortController().signal;

const RACK =
	'Giá đỡ cuộn vải xoay được quanh trục thép cũ, có chốt hãm bằng chân đạp, thay cho hai người khiêng mỗi lần trải vải lên bàn cắt.';
const PUMP =
	'Bơm hút nước ngưng tự ngắt nhờ phao quả cầu nhựa và công tắc từ của máy giặt hỏng, không còn tràn hố ga khi ca đêm vắng thợ.';
const BOARD =
	'Bảng thẻ màu báo thuốc sắp hết hạn treo trước tủ trực, điều dưỡng xoay thẻ đầu giờ, dược sĩ đi một vòng là biết phải đổi ngăn nào.';

async function submit(at: string, title: string, solution: string): Promise<number> {
	const author = await makePerson(db, 'member', unit(at));
	const initiative = newInitiative(programme, author, unit(at), title, { problem: '', solution, result: '' });
	const item = { initiative, kind: 'self' as const, key: title };
	const [made] = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, [item], now),
	);
	return made!.id;
}

async function checked(rows: readonly (readonly [title: string, solution: string])[]): Promise<string> {
	const line = ([title, solution]: readonly [string, string], index: number) =>
		JSON.stringify({
			title,
			solution,
			unit: 'CSP',
			authors: [{ name: `Lê Văn ${'ABCDE'[index]}` }],
			appliedOn: '05/03/2022',
			benefit: '1 triệu',
		});
	const text = rows.map(line).join('\n');
	const to = { programme, unitId: unit('LDLDP') };
	const list = { bytes: Buffer.from(text), fileName: 'a.jsonl', rows: readJsonLines(text) };
	const id = await takeRows(db, officer, to, list, now);
	const choices = { group: 'cong-nhan', field: 'ky-thuat', recognisedBy: 'Hội đồng', consent: 'Đã ký' };
	await db.transaction((tx) => chooseForList(tx, officer, programme, id, choices, now));
	await db.transaction((tx) => checkList(tx, officer, programme, id, now));
	return id;
}

const stored = () =>
	db.first(
		sql`select count(*) as texts, (select count(*) from similarity_pairs) as pairs from similarity_texts`,
	);

it('says what rows are like before they are entered, and stores no text of them', async () => {
	await submit('XP', 'Giá đỡ của xã', RACK);
	const inside = await submit('CSP', 'Bảng thẻ màu', BOARD);
	const before = await stored();
	const list = await checked([
		['Giá đỡ cuộn vải', RACK],
		['Bơm tự ngắt', PUMP],
		['Bơm tự ngắt hố ga', PUMP],
		['Thẻ màu tủ trực', BOARD],
		['Đèn báo cửa kho', 'Đèn báo khi cửa kho lạnh khép hờ quá ba phút.'],
	]);
	expect(await listPreview(db, list)).toMatchObject({ total: 5, screened: 0, finished: false });
	expect(await previewNextList(db, never)).toBe(true);
	expect(await previewNextList(db, never)).toBe(false);
	expect(await stored()).toEqual(before);
	expect(await listPreview(db, list)).toEqual({
		total: 5,
		screened: 5,
		finished: true,
		known: 2,
		twins: 2,
	});
	const rows = await previewedRows(db, officer, list, 10);
	expect(rows.map(({ row, like }) => [row, like.row, like.code, like.title])).toEqual([
		[1, null, null, null],
		[2, 3, null, 'Bơm tự ngắt hố ga'],
		[3, 2, null, 'Bơm tự ngắt'],
		[4, null, codeOf(inside), 'Bảng thẻ màu'],
	]);
	expect(rows[0]!.like.unitName).toBe('Đơn vị XP');
});

it('lets a list go that is entered meanwhile, and takes up one whose process was lost', async () => {
	const list = await checked([['Bơm tự ngắt của tổ', PUMP]]);
	const aborted = AbortSignal.abort();
	expect(await previewNextList(db, aborted)).toBe(false);
	expect(await listPreview(db, list)).toMatchObject({ screened: 0, finished: false });
	expect(await previewNextList(db, never), 'another process has it').toBe(false);
	await db.rows(sql`update list_previews set told_at = '2020-01-01' where import_id = ${list}::uuid`);
	await db.transaction((tx) => beginImport(tx, officer, list, false, now));
	expect(await previewNextList(db, never), 'it is being entered').toBe(false);
	await db.rows(sql`update imports set status = 'checked' where id = ${list}::uuid`);
	expect(await previewNextList(db, never)).toBe(true);
	expect(await listPreview(db, list)).toMatchObject({ finished: true });
});
