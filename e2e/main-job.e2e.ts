import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Actor } from '#features/people/rules.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { MEASURES } from '#features/statistics/schema.ts';
import { sql } from '#platform/db/db.ts';
import type { CellValue } from '#platform/excel/workbook.ts';
import { writeCsv } from '#platform/excel/write.ts';
import { newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { sharedData } from '#testing/shared-data.ts';
import { foldAll, makePerson, makeProgramme, makeUnits } from '#testing/world.ts';

/** The portal's main job on real input: lists come in, are decided, and the public figures equal the rows. */

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
const PROGRAMME = 'viec-chinh';
await makeProgramme(db, { code: PROGRAMME });
const officer = await makePerson(db, 'officer', units.get('CS')!.id, 'Vũ Thị Cán Bộ');
const reviewer = await makePerson(db, 'reviewer', units.get('TINH')!.id, 'Đỗ Văn Thẩm Duyệt');
const above = await makePerson(db, 'reviewer', units.get('TLD')!.id, 'Lý Thị Trung Ương');

interface List {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

const listOf = (name: string, buffer: Uint8Array): List => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: Buffer.from(buffer),
});

/** Officers' own 300 rows where the shared data is, else as many of ours. */
async function cleanList(): Promise<List> {
	const shared = sharedData('excel/generated_vi/01_clean_300.xlsx');
	if (shared) return listOf('01_clean_300.xlsx', await readFile(shared));
	const rows = Array.from({ length: 300 }, (_, n) => [
		'Nguyễn Thị Lan',
		`Gá kẹp xoay số ${n + 1}`,
		'05/03/2022',
		'2 triệu',
	]);
	return listOf(
		'cua-ta.csv',
		writeCsv([['Họ và tên', 'Tên sáng kiến', 'Ngày áp dụng', 'Giá trị làm lợi'], ...rows]),
	);
}

const GIVEN = ['Trần Văn An', 'Lê Thị Bình', 'Phạm Minh Châu', 'Đỗ Thị Dung'];

/** The 94 published titles where the shared data is, else some of ours; authors and dates are invented. */
async function titlesList(): Promise<{ list: List; count: number }> {
	const shared = sharedData('initiatives/real_initiative_titles.jsonl');
	const titles: string[] = shared
		? (await readFile(shared, 'utf8'))
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line).title)
		: Array.from({ length: 94 }, (_, n) => `Máy rải đá, đời thứ ${n + 1}: «${'đ'.repeat(n % 7)}»`);
	const rows: CellValue[][] = titles.map((title, n) => [
		GIVEN[n % GIVEN.length]!,
		title,
		'12/06/2023',
		'Đỡ nặng nhọc hơn.',
	]);
	const csv = writeCsv([['Tác giả', 'Tên sáng kiến', 'Ngày áp dụng', 'Hiệu quả xã hội'], ...rows]);
	return { list: listOf('ten-sang-kien.csv', csv), count: new Set(titles).size };
}

async function pageOf(actor: Actor): Promise<Page> {
	const page = await newPage({ baseURL: url, width: 1280 });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

async function enterList(page: Page, list: List): Promise<void> {
	await page.goto('/nhap-danh-sach');
	await page.getByLabel(/Tệp danh sách/).setInputFiles(list);
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await page.getByRole('button', { name: 'Tiếp tục: đơn vị' }).click();
	await page.waitForURL('**/don-vi');
	// A combobox only once the script is there: before that it is a text with a button.
	await page.getByRole('combobox').first().fill('đơn vị cs');
	await page.getByRole('option').first().click();
	while (!page.url().endsWith('/thong-tin')) {
		await page.getByRole('button', { name: /Tiếp tục: thông tin|Lưu và sang trang/ }).click();
		await page.waitForLoadState('networkidle');
	}
	for (const select of await page.locator('select').all()) await select.selectOption({ index: 1 });
	await page.getByLabel('Nơi công nhận').fill('Hội đồng sáng kiến');
	await page.getByLabel(/Các tác giả đã đồng ý/).fill('Các tác giả đã ký vào danh sách.');
	await page.getByRole('button', { name: 'Kiểm tra danh sách' }).click();
	await page.waitForURL('**/kiem-tra');
	await page.getByRole('button', { name: /^Nhập \d+ dòng/ }).click();
	await page.getByText(/Đã nộp \d+ sáng kiến/).waitFor({ timeout: 60_000 });
}

/** Decides on everything that waits for a person, page by page. */
async function decideAll(page: Page): Promise<void> {
	for (;;) {
		await page.goto('/duyet', { waitUntil: 'networkidle' });
		const all = page.locator('[type=checkbox][name$=_all]');
		if ((await all.count()) === 0) return;
		await all.check();
		await page.getByRole('button', { name: 'Xác nhận / phê duyệt' }).click();
		await page
			.getByText(/\d+ đã (xác nhận|phê duyệt)/)
			.first()
			.waitFor();
	}
}

async function decideOne(page: Page, id: number, action: 'return' | 'reject', button: string): Promise<void> {
	await page.goto(`/duyet/${codeOf(id)}`);
	await page.locator(`#decide-${action} summary`).click();
	await page.locator(`#decide-${action} [name=reason]`).first().check();
	await page.locator(`#decide-${action} textarea`).fill('Vì số liệu chưa rõ.');
	await page.locator(`#decide-${action}`).getByRole('button', { name: button }).click();
	await page.getByText(new RegExp(`Đã (trả lại|từ chối) ${codeOf(id)}`)).waitFor();
}

/** Public totals, the rows behind each of them, and the initiatives themselves agree. */
// What readers see is kept for a second, so the figures are asked for until they are those of now.
const expectFiguresOfRows = () => vi.waitFor(figuresOfRows, { timeout: 10_000, interval: 500 });

async function figuresOfRows(): Promise<Record<string, number>> {
	await foldAll(db);
	const rows = await db.rows<{ state: string; n: number }>(
		sql`select state, count(*) as n from initiatives group by 1`,
	);
	const expected: Record<string, number> = Object.fromEntries(rows.map(({ state, n }) => [state, n]));
	expected.submitted = rows.reduce((sum, { n }) => sum + n, 0);
	const figures = await (await fetch(`${url}/api/v1/figures?programme=${PROGRAMME}&unit=CS`)).json();
	for (const measure of MEASURES) {
		expect([measure, figures.totals[measure].n]).toEqual([measure, expected[measure] ?? 0]);
		const query = `programme=${PROGRAMME}&unit=TLD&measure=${measure}`;
		const csv = await (await fetch(`${url}/so-lieu/tai-ve?${query}`)).text();
		expect([measure, csv.trim().split('\r\n').length - 1]).toEqual([measure, expected[measure] ?? 0]);
	}
	return expected;
}

const waiting = async (level: number, count: number) =>
	(
		await db.rows<{
			id: number;
		}>(sql`select id from initiatives where state = 'in_review' and level = ${level}
			order by id limit ${count}`)
	).map(({ id }) => id);

test('lists come in and are decided, and the public figures equal the rows at each step', {
	timeout: 300_000,
}, async () => {
	const desk = await pageOf(officer);
	await enterList(desk, await cleanList());
	expect(await expectFiguresOfRows()).toMatchObject({ submitted: 300, in_review: 300 });
	const titles = await titlesList();
	await enterList(desk, titles.list);
	const submitted = 300 + titles.count;
	expect(await expectFiguresOfRows()).toMatchObject({ submitted, in_review: submitted });

	const [returned] = await waiting(1, 1);
	await decideOne(desk, returned!, 'return', 'Trả lại');
	expect(await expectFiguresOfRows()).toMatchObject({ submitted, returned: 1 });
	await decideAll(desk);
	const bench = await pageOf(reviewer);
	const [rejected, sentBack] = await waiting(2, 2);
	await decideOne(bench, rejected!, 'reject', 'Từ chối');
	await decideOne(bench, sentBack!, 'return', 'Trả lại');
	expect(await expectFiguresOfRows()).toMatchObject({ submitted, returned: 2, rejected: 1 });
	await decideAll(bench);
	expect(await expectFiguresOfRows()).toEqual({
		submitted,
		returned: 2,
		rejected: 1,
		approved: submitted - 3,
	});

	// The officer who entered them mends one and appeals for another; the unit above decides on the appeal.
	await desk.goto(`/cua-toi/${codeOf(returned!)}`);
	await desk.getByRole('button', { name: 'Bổ sung và nộp lại' }).click();
	await desk.waitForURL(/[0-9a-f-]{36}/);
	await desk.locator('[name=result]:visible').fill('Giảm 40 phút mỗi ca, đo trong 3 tháng.');
	await desk.getByRole('button', { name: 'Xem lại và nộp' }).click();
	await desk.getByRole('button', { name: 'Nộp lại' }).click();
	await desk.waitForURL(`**/xong/${codeOf(returned!)}`);
	await desk.goto(`/cua-toi/${codeOf(rejected!)}`);
	await desk.getByLabel('Vì sao cần xem xét lại?').fill('Số liệu gửi kèm đã đủ.');
	await desk.getByRole('button', { name: 'Đề nghị xem xét lại' }).click();
	await desk.getByText('Đã gửi đề nghị xem xét lại.').waitFor();
	expect(await expectFiguresOfRows()).toMatchObject({ submitted, returned: 1, in_review: 2 });
	await decideAll(await pageOf(above));
	await decideAll(desk);
	await decideAll(bench);
	expect(await expectFiguresOfRows()).toEqual({ submitted, returned: 1, approved: submitted - 1 });

	const home = await newPage({ baseURL: url });
	await home.goto(`/?chuong-trinh=${PROGRAMME}`);
	expect(await home.locator('main').textContent()).toContain(`${submitted - 1}`);
	expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
});
