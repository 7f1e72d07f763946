import { expect, test } from 'vitest';
import { sql } from '#platform/db/db.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { inOldEncoding } from '#testing/old-encodings.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINHC', 'TLD', 'provincial_federation'],
	['CSC', 'TINHC', 'grassroots'],
]);
await makeProgramme(db, { code: 'chu-cu' });
const unit = units.get('CSC')!.id;
const member = await makePerson(db, 'member', unit, 'Nguyễn Thị Hoa');
const officer = await makePerson(db, 'officer', unit, 'Lê Cán Bộ');

const TITLE = 'Cải tiến máy sấy gỗ bằng nhiệt thừa';
const old = (text: string) => inOldEncoding(text, 'tcvn3');

async function pageOf(person: typeof member, options: { width: number; javaScript?: boolean }) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(person)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}
type Page = Awaited<ReturnType<typeof newPage>>;
const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();
const titleBox = (page: Page) => page.locator('textarea[name=title]');

async function fillIn(page: Page, title: string) {
	await titleBox(page).fill(old(title));
	await page.locator('[name=group]').selectOption({ index: 1 });
	await page.locator('[name=field]').selectOption({ index: 1 });
	await page.locator('[name=problem]').fill('Trước đây làm thủ công.');
	await page.locator('[name=solution]').fill('The solution is as in the drawing, for 3 × 4 m of «space».');
	await page.locator('[name=benefit]').fill('14 triệu/trạm/năm');
	await page.locator('[name=appliedOn]').fill('05032025');
	await page.locator('[name=recognisedBy]').fill('Giám đốc');
}

const stored = (title: string) =>
	db.first<{ id: number; originals: string[] }>(sql`select id, array(select original from original_texts o
		where o.initiative_id = i.id) as originals from initiatives i where title = ${title}`);

test.each([
	{ width: 360, javaScript: true },
	{ width: 1280, javaScript: true },
	{ width: 360, javaScript: false },
])(
	'a worker pastes an old text, takes it in Unicode and submits ($width px, JavaScript: $javaScript)',
	async (how) => {
		const title = `${TITLE} lần ${how.width} ${how.javaScript ? 'một' : 'hai'}`;
		const page = await pageOf(member, how);
		await page.goto('/nop');
		await press(page, 'Viết sáng kiến');
		await page.waitForURL(/nop\/[0-9a-f-]{36}/);
		if (how.javaScript) await page.locator('[role=combobox]').waitFor();
		await fillIn(page, title);
		// Without a script the offer comes when it is saved
		if (!how.javaScript) await press(page, 'Lưu nháp');
		const offer = page.getByText(/viết bằng mã TCVN3/);
		await offer.waitFor();
		expect(await offer.count()).toBe(1);
		await page.getByText(`«${title}»`).waitFor();
		expect(await titleBox(page).inputValue()).toBe(old(title));
		if (how.javaScript) await expectAccessible(page);

		// by keyboard, there and back
		await page.locator('#f-title-encoding').focus();
		await page.keyboard.press('Enter');
		await page.getByText('Đã chuyển từ mã TCVN3').waitFor();
		expect(await titleBox(page).inputValue()).toBe(title);
		if (how.javaScript) await expectAccessible(page);
		await press(page, 'Hoàn tác');
		await offer.waitFor();
		expect(await titleBox(page).inputValue()).toBe(old(title));
		await press(page, 'Xem lại và nộp');
		await page.getByText('1 đoạn viết bằng bảng mã cũ').waitFor();
		if (how.javaScript) await expectAccessible(page);
		await page.getByRole('link', { name: `«${title}»` }).click();
		await page.waitForURL(/#f-title/);
		if (how.javaScript) await page.locator('[role=combobox]').waitFor();
		await press(page, 'Chuyển sang Unicode');
		await page.getByText('Đã chuyển từ mã TCVN3').waitFor();

		await press(page, 'Xem lại và nộp');
		await page.getByText('Bản gốc trước khi chuyển').waitFor();
		expect(await page.getByText(/\d đoạn viết bằng bảng mã cũ/).count()).toBe(0);
		await press(page, 'Nộp sáng kiến');
		await page.waitForURL(/nop\/xong\/SK-\d+/);
		const kept = await stored(title);
		expect(kept!.originals).toEqual([old(title)]);

		const reviewer = await pageOf(officer, how);
		await reviewer.goto(`/duyet/SK-${kept!.id}`);
		await reviewer.getByText('Bản gốc trước khi chuyển').click();
		await reviewer.getByText(old(title)).waitFor();
		if (how.javaScript) await expectAccessible(reviewer);
	},
);

test.each([true, false])(
	'an officer brings in a list of the old fonts (JavaScript: %s)',
	async (javaScript) => {
		const page = await pageOf(officer, { width: javaScript ? 1280 : 360, javaScript });
		const headings = ['STT', 'Họ và tên', 'Tên sáng kiến', 'Ngày áp dụng', 'Giá trị làm lợi'];
		const rows = [1, 2, 3].map((n) => [
			n,
			old('Lê Thị Lan'),
			old(`${TITLE} kiểu ${n} ${javaScript}`),
			'05/03/2025',
			old('12 triệu đồng'),
		]);
		const columns = headings.map((heading) => ({ heading: old(heading) }));
		const buffer = Buffer.from(await writeWorkbook([{ name: 'DS', columns, rows }]));
		await page.goto('/nhap-danh-sach');
		await page
			.getByLabel(/Tệp danh sách/)
			.setInputFiles({ name: 'cu.xlsx', mimeType: 'application/octet-stream', buffer });
		await press(page, 'Đọc danh sách');
		await page.waitForURL('**/cot');
		await page.getByText(/ô viết bằng mã TCVN3 \(ABC\) được đọc sang Unicode/).waitFor();
		if (javaScript) await expectAccessible(page);
		await press(page, 'Giữ nguyên như trong tệp');
		await page.getByText(/giữ nguyên như trong tệp\./).waitFor();
		await page
			.getByText(old(`${TITLE} kiểu 1`))
			.first()
			.waitFor();
		await press(page, 'Chuyển sang Unicode');
		await page.getByText(`${TITLE} kiểu 1`).first().waitFor();
		await page.goto(page.url().replace(/\/cot.*/, '/kiem-tra'));
		await press(page, 'Kiểm tra danh sách');
		await page
			.getByText(`Bản gốc: «${old(TITLE)}`)
			.first()
			.waitFor();
		if (javaScript) await expectAccessible(page);
	},
);
