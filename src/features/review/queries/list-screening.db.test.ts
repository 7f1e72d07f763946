import { expect, it } from 'vitest';
import { checkList } from '#features/initiatives/commands/import/check.ts';
import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import { readJsonLines } from '#features/initiatives/commands/import/json-lines.ts';
import { beginImport, runImport } from '#features/initiatives/commands/import/run.ts';
import { takeRows } from '#features/initiatives/commands/import/upload.ts';
import { withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf, idOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { screenWaiting } from '#features/similarity/commands/screen.ts';
import { openDb } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';
import { listScreening, screenedRows } from './list-screening.ts';

const { url } = await testDatabase();
const db = openDb(url, { max: 6 });
const units = await makeUnits(db, [
	['LDLDR', 'TLD', 'provincial_federation'],
	['CSR', 'LDLDR', 'grassroots'],
	['XA', 'TLD', 'provincial_federation'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, { code: 'ra' });
const officer = await makePerson(db, 'officer', unit('LDLDR'));
const stranger = await makePerson(db, 'member', unit('XA'));
const neighbour = await makePerson(db, 'member', unit('CSR'));
const now = new Date();

/** Three texts that have nothing in common. */
const RACK =
	'Giá đỡ cuộn vải xoay được quanh trục thép cũ, có chốt hãm bằng chân đạp, thay cho hai người khiêng mỗi lần trải vải lên bàn cắt.';
const PUMP =
	'Bơm hút nước ngưng tự ngắt nhờ phao quả cầu nhựa và công tắc từ của máy giặt hỏng, không còn tràn hố ga khi ca đêm vắng thợ.';
const BOARD =
	'Bảng thẻ màu báo thuốc sắp hết hạn treo trước tủ trực, điều dưỡng xoay thẻ đầu giờ, dược sĩ đi một vòng là biết phải đổi ngăn nào.';

const submit = async (author: typeof stranger, at: string, title: string, solution: string) => {
	const initiative = newInitiative(programme, author, unit(at), title, { problem: '', solution, result: '' });
	const item = { initiative, kind: 'self' as const, key: title };
	const [made] = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, [item], now),
	);
	return made!.id;
};

async function enter(rows: readonly { title: string; solution: string }[]) {
	const line = ({ title, solution }: (typeof rows)[number], index: number) =>
		JSON.stringify({
			title,
			solution,
			unit: 'CSR',
			authors: [{ name: `Lê Văn ${'ABCDE'[index]}` }],
			appliedOn: '05/03/2022',
			benefit: '1 triệu',
		});
	const text = rows.map(line).join('\n');
	const to = { programme, unitId: unit('LDLDR') };
	const list = { bytes: Buffer.from(text), fileName: 'a.jsonl', rows: readJsonLines(text) };
	const id = await takeRows(db, officer, to, list, now);
	const choices = { group: 'cong-nhan', field: 'ky-thuat', recognisedBy: 'Hội đồng', consent: 'Đã ký' };
	await db.transaction((tx) => chooseForList(tx, officer, programme, id, choices, now));
	await db.transaction((tx) => checkList(tx, officer, programme, id, now));
	await db.transaction((tx) => beginImport(tx, officer, id, false, now));
	expect(await runImport(db, id, now)).toBe(true);
	return id;
}

const screenAll = async () => {
	while ((await screenWaiting(db, 100, () => now)) > 0);
};

it('tells of each row what it is most like: this list, what the officer reads, and no more of the rest', async () => {
	const outside = await submit(stranger, 'XA', 'Giá đỡ vải của xã', RACK);
	const inside = await submit(neighbour, 'CSR', 'Bảng thẻ màu', BOARD);
	const list = await enter([
		{ title: 'Giá đỡ cuộn vải xoay', solution: RACK },
		{ title: 'Bơm tự ngắt', solution: PUMP },
		{ title: 'Bơm tự ngắt hố ga', solution: PUMP },
		{ title: 'Thẻ màu tủ trực', solution: BOARD },
		{ title: 'Đèn báo cửa kho', solution: 'Đèn báo khi cửa kho lạnh khép hờ quá ba phút.' },
	]);
	expect(await listScreening(db, list)).toMatchObject({ total: 5, screened: 0 });
	expect((await screenedRows(db, officer, list, { offset: 0, limit: 9 })).map(({ band }) => band)).toEqual(
		Array(5).fill(null),
	);

	await screenAll();
	const { total, screened, counts } = await listScreening(db, list);
	expect([total, screened]).toEqual([5, 5]);
	expect(counts.duplicate + counts.suspicious + counts.similar).toBe(4);

	const rows = await screenedRows(db, officer, list, { offset: 0, limit: 9 });
	expect(rows.map(({ row, like }) => [row, like?.row ?? null, like?.code ?? null])).toEqual([
		[1, null, null],
		[2, 3, rows[2]!.code],
		[3, 2, rows[1]!.code],
		[4, null, codeOf(inside)],
		[5, null, null],
	]);
	expect(rows[0]!.like).toMatchObject({ unitName: 'Đơn vị XA', code: null, title: null });
	expect(rows[0]!.like!.ref).toMatch(/^v\d+$/);
	expect(rows[4]).toMatchObject({ band: 'clear', like: null });
	expect(JSON.stringify(rows)).not.toContain('của xã');
	expect(JSON.stringify(rows)).not.toContain(codeOf(outside));

	const clear = await screenedRows(db, officer, list, { band: 'clear', offset: 0, limit: 9 });
	expect(clear.map(({ row }) => row)).toEqual([5]);
	expect(await screenedRows(db, officer, list, { offset: 2, limit: 1 })).toEqual([rows[2]]);

	const own = idOf(rows[2]!.code)!;
	await db.transaction((tx) => withdrawInitiative(tx, officer, [programme], own, '', now));
	await screenAll();
	expect(await listScreening(db, list)).toMatchObject({ total: 4, screened: 4 });
	const [, after] = await screenedRows(db, officer, list, { offset: 0, limit: 9 });
	expect(after).toMatchObject({ row: 2, band: 'clear', like: null });
});
