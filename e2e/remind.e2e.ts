import { expect, test } from 'vitest';
import { unreadCount } from '#features/notifications/queries.ts';
import type { Actor } from '#features/people/rules.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { progressWorld } from '#testing/progress.ts';

const { url, portal, cookieOf, setPassword } = await testPortal();
const { db } = portal;
const { people, submit, decide, assign } = await progressWorld(db);
await submit('CS1', 30, 4);
await submit('CS1', 5, 2);
const returned = await submit('CS2', 20, 2);
await decide(returned.slice(0, 1), people.secondOfficer, 'return', 12);
await assign('TINH', 100);
for (const code of ['CS1', 'CS2', 'CS3']) await assign(code, 50);

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}
type Page = Awaited<ReturnType<typeof pageOf>>;
const row = (page: Page, name: string) =>
	page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test.each([
	{ javaScript: true, width: 1280, locale: 'vi' as const },
	{ javaScript: false, width: 360, locale: 'vi' as const },
])('an officer sees how the unit comes along, each figure with what it is over (%o)', async (options) => {
	const page = await pageOf(people.reviewer, options);
	await page.goto('/tien-do');
	await page.getByRole('heading', { level: 1, name: 'Tiến độ: Đơn vị TINH' }).waitFor();
	for (const words of [
		'đạt 8,0 %',
		'8 lượt nộp ÷ chỉ tiêu giao 100',
		'100 × 41 ngày ÷ 100 ngày',
		'Chậm 33 so với tiến độ đều',
		'Bình quân mỗi ngày trong 60 ngày còn lại',
	])
		await page.getByText(words).first().waitFor();
	await page
		.getByRole('img', { name: /cộng dồn theo ngày/ })
		.and(page.locator(':visible'))
		.waitFor();
	const campaign = row(page, 'Đợt cao điểm');
	await campaign.getByText('ngày 11 trên 20').waitFor();
	await campaign.getByText('2 ÷ 8 của Giai đoạn 2').waitFor();
	// Every figure of the campaign leads to its rows.
	await campaign.getByRole('link', { name: '2', exact: true }).click();
	await page.waitForURL(/so-lieu\?.*from=/);
	await page.goto('/tien-do?ky=');
	await page.getByText('Cả chương trình').first().waitFor();
	if (options.javaScript) await expectAccessible(page);
	await page.goto('/tien-do?don-vi=KHAC');
	await page.getByText('Không tìm thấy').first().waitFor();
	await page.context().close();
});

test.each([
	{ javaScript: true, width: 360, unit: 'Đơn vị CS1', actor: people.officer },
	{ javaScript: false, width: 1280, unit: 'Đơn vị CS2', actor: people.secondOfficer },
])(
	'a reviewer reminds a lagging unit, whose officer finds the message and may not be reminded twice (%o)',
	async ({ javaScript, width, unit, actor }) => {
		const page = await pageOf(people.reviewer, { javaScript, width });
		await page.goto('/tien-do/don-vi?nhom=behind');
		if (javaScript) await expectAccessible(page);
		await page.getByRole('checkbox', { name: `Chọn ${unit}` }).check();
		await page.getByRole('button', { name: 'Đôn đốc đơn vị đã chọn' }).click();
		await page.getByRole('heading', { name: 'Gửi đến 1 đơn vị' }).waitFor();
		if (javaScript) await expectAccessible(page);
		// What was typed stays when it cannot be sent.
		await page.getByLabel('Nội dung', { exact: false }).first().fill('{don_vi} thiếu {thieuu}');
		await page.getByRole('button', { name: 'Gửi cho 1 đơn vị' }).click();
		await page.getByText('Không có số liệu nào cho chỗ trống {thieuu}').first().waitFor();
		expect(await page.locator('[name=body_vi]').inputValue()).toBe('{don_vi} thiếu {thieuu}');
		await page.locator('[name=body_vi]').fill('{don_vi} thiếu {thieu} <b>đấy</b>');
		await page.getByRole('button', { name: 'Xem lại bản xem trước' }).click();
		await page.getByText(new RegExp(`${unit} thiếu \\d+ <b>đấy</b>`)).waitFor();
		await page.getByRole('button', { name: 'Gửi cho 1 đơn vị' }).click();
		await page.getByRole('status').getByText('Đã đôn đốc 1 đơn vị').waitFor();
		const zalo = page.getByLabel(`Cho nhóm của ${unit}`);
		expect(await zalo.inputValue()).toMatch(
			/^Đôn đốc tiến độ Giai đoạn 2: Đơn vị CS\d\n\n.*<b>đấy<\/b>\n\nhttp:\/\/localhost/,
		);
		if (javaScript) await expectAccessible(page);

		const theirs = await pageOf(actor, { javaScript, width });
		await theirs.goto('/thong-bao');
		await theirs.getByRole('link', { name: 'Thông báo, 1 chưa đọc' }).waitFor();
		await theirs.getByText(new RegExp(`${unit} thiếu \\d+ <b>đấy</b>`)).waitFor();
		if (javaScript) await expectAccessible(theirs);
		await theirs.getByRole('button', { name: /^Xem/ }).first().click();
		await theirs.waitForURL(/tien-do\?don-vi=CS/);
		await theirs.getByRole('heading', { name: `Tiến độ: ${unit}` }).waitFor();
		expect(await unreadCount(db, actor.accountId)).toBe(0);
		await theirs.context().close();

		await page.goto('/tien-do/don-vi');
		const again = page.getByRole('checkbox', { name: new RegExp(`Chọn ${unit}`) });
		expect(await again.isDisabled()).toBe(true);
		await row(page, unit)
			.getByText(/Người Đôn Đốc đã đôn đốc lúc/)
			.waitFor();
		await page.goto('/tien-do/don-doc');
		await page.getByText('1 người, 1 e-mail; 1 đã đọc').first().waitFor();
		await page.context().close();
	},
);

test('a reminder is taken back while nobody has seen it, by keyboard alone', async () => {
	const page = await pageOf(people.reviewer, { width: 1280 });
	await page.goto('/tien-do/ton-dong');
	await row(page, 'Đơn vị CS1').getByText('6 đang chờ ÷ 6 lượt nộp').waitFor();
	await row(page, 'Đơn vị CS1').getByText('Cán Bộ Một').waitFor();
	await expectAccessible(page);
	await page.getByRole('checkbox', { name: 'Chọn Đơn vị CS1' }).focus();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: 'Đôn đốc đơn vị đã chọn' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: 'Gửi cho 1 đơn vị' }).focus();
	await page.keyboard.press('Enter');
	await page.getByText('Đã đôn đốc 1 đơn vị').waitFor();
	expect(await unreadCount(db, people.officer.accountId)).toBe(1);
	await page.getByRole('button', { name: 'Rút lại' }).focus();
	await page.keyboard.press('Enter');
	await page.getByText('Lần đôn đốc này đã được rút lại.').waitFor();
	expect(await unreadCount(db, people.officer.accountId)).toBe(0);
	await expectAccessible(page);
	await page.goto('/tien-do/ton-dong');
	expect(await page.getByRole('checkbox', { name: 'Chọn Đơn vị CS1' }).isEnabled()).toBe(true);
	await page.context().close();
});

test.each([360, 1280])(
	'returned initiatives about to expire are listed by unit, in English too (%d px)',
	async (width) => {
		const page = await pageOf(people.reviewer, { width, locale: 'en' });
		await page.goto('/tien-do/sap-het-han?lang=en');
		await page.getByText('1 initiatives at 1 units').waitFor();
		await row(page, 'Đơn vị CS2').waitFor();
		await expectAccessible(page);
		await page.context().close();
	},
);

test('after signing in an officer sees what there is to do, and chooses what comes by mail', async () => {
	await setPassword(people.officer, 'một mật khẩu dài');
	const { email } = (await db.first<{ email: string }>(
		sql`select email from accounts where id = ${people.officer.accountId}`,
	))!;
	const page = await newPage({ baseURL: url, width: 360, javaScript: false });
	await page.goto('/dang-nhap');
	await page.locator('[name=login]').fill(email);
	await page.locator('[name=password]').fill('một mật khẩu dài');
	await page.locator('main').getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL('**/viec-can-lam');
	await page.getByRole('heading', { name: 'Chờ bạn xem xét' }).waitFor();
	await page.getByText('đạt 12,0 %').waitFor();
	await page.goto('/toi');
	await page.getByRole('checkbox', { name: 'Đôn đốc thẩm duyệt' }).uncheck();
	await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
	await page.getByText('Đã lưu lựa chọn thông báo.').waitFor();
	expect(await page.getByRole('checkbox', { name: 'Đôn đốc thẩm duyệt' }).isChecked()).toBe(false);
	expect(await page.getByRole('checkbox', { name: 'Đôn đốc chỉ tiêu' }).isChecked()).toBe(true);
	await page.context().close();
	const home = await pageOf(people.officer, { width: 360 });
	await home.goto('/viec-can-lam');
	await expectAccessible(home);
	await home.context().close();
});
