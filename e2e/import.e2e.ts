import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { cellText } from '#platform/excel/workbook.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { sharedData } from '#testing/shared-data.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const units = await makeUnits(portal.db, [
	['LDLDX', 'TLD', 'provincial_federation'],
	['CSX', 'LDLDX', 'grassroots'],
]);
await makeProgramme(portal.db, { code: 'nhap' });
const officer = await makePerson(portal.db, 'officer', units.get('LDLDX')!.id, 'Vũ Thị Cán Bộ');

async function officerPage(options: { width: number; javaScript?: boolean }) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(officer)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

const shared = sharedData('excel/generated_vi/01_clean_300.xlsx');

/** The shared list, or one of our own where the machine does not have it. */
async function cleanList(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const columns = [
		'STT',
		'Họ và tên',
		'Số CCCD',
		'Đơn vị',
		'Tên sáng kiến',
		'Lĩnh vực',
		'Ngày áp dụng',
		'Giá trị làm lợi',
	];
	const rows = Array.from({ length: 300 }, (_, index) => [
		index + 1,
		'Nguyễn Thị Lan',
		'036190012345',
		'Phân xưởng 1',
		`Gá kẹp xoay số ${index + 1}`,
		'kỹ thuật',
		'05/03/2022',
		1_000_000,
	]);
	const own = () => writeWorkbook([{ name: 'A', columns: columns.map((heading) => ({ heading })), rows }]);
	const buffer = Buffer.from(shared ? await readFile(shared) : await own());
	return { name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer };
}

it('an officer brings a list in, step by step, and the same list again adds nothing', async () => {
	const page = await officerPage({ width: 1280 });
	for (const round of ['first', 'again']) {
		await page.goto('/nhap-danh-sach');
		await expectAccessible(page);
		await page.getByLabel(/Tệp danh sách/).setInputFiles(await cleanList());
		await page.getByRole('button', { name: 'Đọc danh sách' }).click();
		await page.waitForURL('**/cot');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Tiếp tục: đơn vị' }).click();
		await page.waitForURL('**/don-vi');
		if (round === 'first') {
			await expectAccessible(page);
			const rest = page.getByLabel(/Một đơn vị cho cả|Là đơn vị/).first();
			await rest.fill('csx');
			await page.getByRole('option').first().click();
		}
		for (;;) {
			await page.getByRole('button', { name: /Tiếp tục: thông tin|Lưu và sang trang/ }).click();
			await page.waitForLoadState('networkidle');
			if (page.url().endsWith('/thong-tin')) break;
		}
		await expectAccessible(page);
		for (const select of await page.locator('select').all()) await select.selectOption({ index: 1 });
		await page.getByLabel('Nơi công nhận').fill('Hội đồng sáng kiến');
		await page.getByLabel(/Các tác giả đã đồng ý/).fill('Các tác giả đã ký vào danh sách.');
		await page.getByRole('button', { name: 'Kiểm tra danh sách' }).click();
		await page.waitForURL('**/kiem-tra');
		await expectAccessible(page);
		if (round === 'again') break;
		await page.getByRole('button', { name: 'Nhập 300 dòng' }).click();
		await page.getByText('Đã nộp 300 sáng kiến').waitFor();
		await expectAccessible(page);
	}
	await page.getByText('Không có dòng nào nhập được.').waitFor();
	const count = await portal.db.first<{ n: number }>(sql`select count(*) as n from initiatives`);
	expect(count!.n).toBe(300);
});

it('without JavaScript, at 360 px: wrong rows are told by place, and come back in the file', async () => {
	const page = await officerPage({ width: 360, javaScript: false });
	const rows = [
		['STT', 'Họ và tên', 'Tên sáng kiến', 'Ngày áp dụng', 'Giá trị làm lợi'],
		['1', 'Lê Văn A', 'Máy rửa rau', '05/03/2022', '1,5 tỷ'],
		['2', 'Lê Văn B', 'Máy gọt củ', '31/02/2022', '20 triệu'],
		['3', 'Lê Văn C', 'Máy thái lát', '', '30 triệu'],
	];
	const csv = Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));
	await page.goto('/nhap-danh-sach');
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'rau.csv', mimeType: 'text/csv', buffer: csv });
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await page.getByRole('button', { name: 'Tiếp tục: đơn vị' }).click();
	await page.locator('input[name=unit_query]').fill('csx');
	await page.getByRole('button', { name: 'Tìm' }).click();
	await page.getByRole('radio').first().check();
	await page.getByRole('button', { name: 'Tiếp tục: thông tin chung' }).click();
	for (const select of await page.locator('select').all()) await select.selectOption({ index: 1 });
	await page.getByLabel('Nơi công nhận').fill('Hội đồng sáng kiến');
	await page.getByLabel(/Các tác giả đã đồng ý/).fill('Đã ký.');
	await page.getByRole('button', { name: 'Kiểm tra danh sách' }).click();
	await page.getByText('Không có ngày «31/02/2022» trong lịch.').waitFor();
	const link = await page.getByRole('link', { name: 'Tải tệp có cột lỗi cần sửa' }).getAttribute('href');
	const answer = await page.request.get(link!);
	const sheet = (await readWorkbook(await answer.body(), 'rau.csv')).sheets[0]!;
	expect(sheet.rows.map((row) => cellText(row[5])).map((text) => text.includes('31/02/2022'))).toEqual([
		false,
		false,
		true,
		false,
	]);
	await page.getByRole('button', { name: 'Chỉ nhập 2 dòng đúng' }).click();
	// The page loads itself again until the list is entered
	await page.getByText('Đã nộp 1 sáng kiến').waitFor({ timeout: 20_000 });
});
