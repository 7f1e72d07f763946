import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { sql } from '#platform/db/db.ts';
import { writeCsv } from '#platform/excel/write.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS1', 'TINH', 'grassroots'],
]);
const unitId = units.get('CS1')!.id;
const programme = await makeProgramme(db, { code: 'demo' });
const officer = await makePerson(db, 'officer', unitId, 'Cán Bộ Một');
await makePerson(db, 'officer', unitId, 'Cán Bộ Hai');
const author = await makePerson(db, 'member', unitId, 'Nguyễn Thị Hoa');
const initiative = newInitiative(programme, author, unitId, 'Cải tiến máy rải vải');
await db.transaction((tx) =>
	submitInitiatives(
		tx,
		author.accountId,
		scopeOf(author, 'submit'),
		programme,
		[{ kind: 'self', key: 'hoa', initiative }],
		new Date(),
	),
);

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, width: 1280, ...options });
	const [name, value] = (await cookieOf(actor)).split('=') as [string, string];
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

test('an officer sees who has not posted, asks a colleague to help, and enters one for its author', async () => {
	const page = await pageOf(officer, { width: 360 });
	await page.goto('/duoc-cong-nhan');
	await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
	await page
		.getByRole('link', { name: /Thiếu thông tin này/ })
		.first()
		.waitFor();
	await page.getByLabel('Họ và tên').fill('Phạm Văn Giúp');
	await page.getByLabel('Tên giải pháp').fill('Giá treo dụng cụ');
	await page.getByLabel('Số quyết định').fill('12/QĐ');
	await page.getByLabel('Ngày quyết định').fill('5/3/2026');
	await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
	await page.getByText('Đã thêm 1 người').waitFor();
	await expectAccessible(page);

	// A list pasted from a sheet: what is wrong is said, what is right is added.
	await page.getByRole('link', { name: 'Nhập danh sách được công nhận' }).click();
	await page
		.getByLabel('Hoặc dán từ Excel')
		.fill(
			[
				'Họ và tên\tTên giải pháp\tNgày QĐ',
				'Nguyễn Thị Hoa\tCải tiến máy rải vải tự động\t01/02/2026',
				'Sai Ngày\tGì đó\t31/02/2026',
			].join('\n'),
		);
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await page.getByText('1 dòng thêm được, 1 dòng cần sửa.').waitFor();
	await page.getByText(/«31\/02\/2026» không phải là ngày/).waitFor();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Thêm 1 người' }).click();
	await page.getByText('Đã thêm 1 người').waitFor();
	await page.getByRole('link', { name: 'Về danh sách' }).click();

	// What she posted herself is proposed; the officer says that it is hers.
	await page.getByText(/cùng tên tác giả/).waitFor();
	await page.getByRole('button', { name: /Đúng bài này \(Nguyễn Thị Hoa\)/ }).click();
	await page.getByText('Đã ghi nhận bài của người này.').waitFor();
	await page.getByRole('link', { name: 'Đã nộp (1)' }).waitFor();

	await page.getByLabel('Phạm Văn Giúp: Giá treo dụng cụ').check();
	await page.getByLabel('Cán bộ giúp những người đã chọn').selectOption({ label: 'Cán Bộ Hai (Đơn vị CS1)' });
	await page.getByRole('button', { name: 'Phân công' }).click();
	await page.getByText('Đã phân công cho 1 người.').waitFor();
	await page.getByRole('cell', { name: 'Cán Bộ Hai' }).waitFor();
	await expectAccessible(page);

	await page.getByRole('button', { name: /Nộp hộ \(Phạm Văn Giúp\)/ }).click();
	await page.waitForURL(/\/nop-ho\//);
	expect(await page.locator('#f-title').inputValue()).toBe('Giá treo dụng cụ');
	await page.goto('/duoc-cong-nhan?tinh-trang=draft');
	await page.getByRole('rowheader', { name: /Phạm Văn Giúp/ }).waitFor();
	await page.context().close();
});

test('without JavaScript a file is read, and somebody taken off the list comes back', async () => {
	const page = await pageOf(officer, { javaScript: false });
	await page.goto('/duoc-cong-nhan/nhap');
	const rows = [
		['Họ và tên', 'Tên giải pháp', 'Số QĐ'],
		['Đỗ Thị Tệp', 'Khay đựng kim', '7/QĐ'],
	];
	await page.locator('input[type=file]').setInputFiles({
		name: 'danh-sach.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(writeCsv(rows)),
	});
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await page.getByRole('button', { name: 'Thêm 1 người' }).click();
	await page.getByRole('link', { name: 'Về danh sách' }).click();
	await page.getByLabel('Đỗ Thị Tệp: Khay đựng kim').check();
	await page.getByRole('button', { name: 'Bỏ khỏi danh sách' }).click();
	await page.getByText('Đã bỏ 1 người khỏi danh sách.').waitFor();
	expect(await page.getByRole('rowheader', { name: /Đỗ Thị Tệp/ }).count()).toBe(0);
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await page.getByRole('rowheader', { name: /Đỗ Thị Tệp/ }).waitFor();
	const kept = await db.first(sql`select 1 from recognised where removed_at is not null`);
	expect(kept).toBeUndefined();
	await page.context().close();
});
