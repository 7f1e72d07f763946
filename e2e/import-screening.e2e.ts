import { beforeAll, expect, it } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { cellText } from '#platform/excel/workbook.ts';
import { writeWorkbook } from '#platform/excel/write.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const units = await makeUnits(portal.db, [
	['LDLDS', 'TLD', 'provincial_federation'],
	['CSS', 'LDLDS', 'grassroots'],
	['NGOAI', 'TLD', 'provincial_federation'],
]);
const unit = (code: string) => units.get(code)!.id;
const officer = await makePerson(portal.db, 'officer', unit('LDLDS'), 'Vũ Thị Cán Bộ');
let programme: Programme;
let known: string;

const RACK =
	'Giá đỡ cuộn vải xoay được quanh trục thép cũ, có chốt hãm bằng chân đạp, thay cho hai người khiêng mỗi lần trải vải lên bàn cắt.';
const PUMP =
	'Bơm hút nước ngưng tự ngắt nhờ phao quả cầu nhựa và công tắc từ của máy giặt hỏng, không còn tràn hố ga khi ca đêm vắng thợ.';
const BOARD =
	'Bảng thẻ màu báo thuốc sắp hết hạn treo trước tủ trực, điều dưỡng xoay thẻ đầu giờ, dược sĩ đi một vòng là biết phải đổi ngăn nào.';
const LAMP = 'Đèn báo khi cửa kho lạnh khép hờ quá ba phút, làm từ chuông cửa và tiếp điểm từ.';
const SECRET = 'Tên không được lộ ra ngoài đơn vị';

async function submit(at: string, title: string, solution: string): Promise<string> {
	const author = await makePerson(portal.db, 'member', unit(at));
	const initiative = newInitiative(programme, author, unit(at), title, { problem: '', solution, result: '' });
	const item = { initiative, kind: 'self' as const, key: title };
	const [made] = await portal.db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, [item], new Date()),
	);
	return codeOf(made!.id);
}

beforeAll(async () => {
	programme = await makeProgramme(portal.db, { code: 'ra' });
	known = await submit('CSS', 'Thẻ màu tủ trực', BOARD);
	await submit('NGOAI', SECRET, RACK);
});

const HEADINGS = [
	'STT',
	'Họ và tên',
	'Tên sáng kiến',
	'Nội dung giải pháp',
	'Ngày áp dụng',
	'Giá trị làm lợi',
];

async function list(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const rows = [RACK, PUMP, PUMP, BOARD, LAMP].map((solution, at) => [
		at + 1,
		`Nguyễn Thị ${'ABCDE'[at]}`,
		`Việc làm số ${at + 1} của tổ`,
		solution,
		'05/03/2022',
		1_000_000,
	]);
	const columns = HEADINGS.map((heading) => ({ heading }));
	const buffer = Buffer.from(await writeWorkbook([{ name: 'A', columns, rows }]));
	return { name: 'to.xlsx', mimeType: 'application/octet-stream', buffer };
}

async function officerPage(width: number, javaScript = true) {
	const page = await newPage({ baseURL: url, width, javaScript });
	const [name = '', value = ''] = (await cookieOf(officer)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

it('a unit typed while the page still loads is found once it has loaded', async () => {
	const page = await officerPage(1280);
	let arrive = () => {};
	const slow = new Promise<void>((resolve) => {
		arrive = resolve;
	});
	await page.route('**/*.js', async (route) => {
		await slow;
		await route.continue();
	});
	await page.goto('/duyet', { waitUntil: 'commit' });
	const unitBox = page.locator('input[name=unit_query]');
	await unitBox.waitFor({ state: 'attached' });
	// Unfolded by hand, for the script is not here to do it; it may fold them again when it comes.
	await unitBox.evaluate((input) => input.closest('details')?.setAttribute('open', ''));
	await unitBox.fill('css');
	arrive();
	await page.locator('[role=option]', { hasText: 'CSS' }).waitFor({ state: 'attached' });
});

it('an officer is told what a list copies, before it is entered and after, and in the returned file', async () => {
	const page = await officerPage(1280);
	await page.goto('/nhap-danh-sach');
	await page.getByLabel(/Tệp danh sách/).setInputFiles(await list());
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await page.waitForURL('**/cot');
	await page.getByRole('button', { name: 'Tiếp tục: đơn vị' }).click();
	await page.waitForURL('**/don-vi');
	await page.getByLabel(/Đơn vị cho/).fill('css');
	await page.getByRole('option').first().click();
	await page.getByRole('button', { name: 'Tiếp tục: thông tin chung' }).click();
	await page.waitForURL('**/thong-tin');
	await page.waitForLoadState('networkidle');
	for (const select of await page.locator('select').all()) await select.selectOption({ index: 1 });
	await page.getByLabel('Nơi công nhận').fill('Hội đồng sáng kiến');
	await page.getByLabel(/Các tác giả đã đồng ý/).fill('Các tác giả đã ký vào danh sách.');
	await page.getByRole('button', { name: 'Kiểm tra danh sách' }).click();
	await page.waitForURL('**/kiem-tra');

	// Nothing is entered yet: a notice, found beside the web.
	await page.getByText('2 dòng giống sáng kiến đã có, 2 dòng giống nhau trong danh sách').waitFor();
	await page.getByText('Xem các dòng').click();
	expect(await page.locator('main li', { hasText: known }).count()).toBe(1);
	await expectAccessible(page);

	await page.getByRole('button', { name: 'Nhập 5 dòng' }).click();
	await page.getByText('Đã nộp 5 sáng kiến').waitFor();
	await page.getByRole('link', { name: 'Rà trùng', exact: true }).click();
	await page.waitForURL('**/ra-trung');
	await page.getByText('Đang rà trùng').waitFor({ state: 'detached', timeout: 30_000 });
	await page.reload();
	const rows = page.locator('tbody tr');
	expect(await rows.count()).toBe(5);
	const texts = await rows.allInnerTexts();
	expect(texts[0]).toContain('Sáng kiến của Đơn vị NGOAI');
	expect(texts[1]).toContain('Dòng 4 của danh sách này');
	expect(texts[3]).toContain(`${known}: Thẻ màu tủ trực`);
	expect(texts[4]).toContain('Không thấy trùng');
	expect(await page.content()).not.toContain(SECRET);
	await expectAccessible(page);

	await page
		.getByRole('navigation', { name: 'Lọc theo kết quả rà trùng' })
		.getByText('Không thấy trùng')
		.click();
	await page.waitForURL('**/ra-trung?muc=clear');
	expect(await rows.count()).toBe(1);

	const link = await page.getByRole('link', { name: 'Tải tệp kèm kết quả rà trùng' }).getAttribute('href');
	const sheet = (await readWorkbook(await (await page.request.get(link!)).body(), 'to.xlsx')).sheets[0]!;
	const cells = sheet.rows.map((row) => row.slice(HEADINGS.length).map((cell) => cellText(cell)));
	expect(cells[0]).toEqual(['Rà trùng', 'Giống với']);
	expect(cells[2]).toEqual([
		'Trùng lặp',
		expect.stringMatching(/^Dòng 4 của danh sách này: .* \(điểm \d{1,3} %\)$/),
	]);
	expect(cells[4]![1]).toContain(known);
	expect(cells[5]![0]).toBe('Không thấy trùng');
	expect(JSON.stringify(cells)).not.toContain(SECRET);
});

it.each([
	{ width: 360, javaScript: false },
	{ width: 360, javaScript: true },
])('the results are read on a phone, JavaScript $javaScript', async ({ width, javaScript }) => {
	const page = await officerPage(width, javaScript);
	await page.goto('/nhap-danh-sach');
	await page.getByRole('link', { name: 'to.xlsx' }).first().click();
	await page.getByRole('link', { name: 'Xem từng dòng' }).click();
	await page.getByText('Dòng 4 của danh sách này').first().waitFor();
	if (javaScript) await expectAccessible(page);
});
