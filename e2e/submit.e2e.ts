import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createToken } from '#features/people/commands.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';

const PASSWORD = 'một mật khẩu dài';

const { url, portal, setPassword } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
await makeProgramme(db, { code: 'thu' });
const member = await makePerson(db, 'member', units.get('CS')!.id, 'Nguyễn Thị Hoa');
const officer = await makePerson(db, 'officer', units.get('CS')!.id, 'Lê Cán Bộ');
for (const person of [member, officer]) await setPassword(person, PASSWORD);
const loginOf = async (accountId: number) =>
	(await db.first<{ email: string }>(sql`select email from accounts where id = ${accountId}`))!.email;

async function signedIn(accountId: number, options: Parameters<typeof newPage>[0], next: string) {
	const page = await newPage({ baseURL: url, ...options });
	await page.goto(`/dang-nhap?tiep=${next}`);
	await page.locator('[name=login]').fill(await loginOf(accountId));
	await page.locator('[name=password]').fill(PASSWORD);
	await page.locator('main button').first().click();
	await page.waitForURL(`**${next}`);
	return page;
}
type Page = Awaited<ReturnType<typeof newPage>>;

async function fillIn(page: Page, title: string) {
	await page.locator('[name=title]').fill(title);
	await page.locator('[name=group]').selectOption({ index: 1 });
	await page.locator('[name=field]').selectOption({ index: 1 });
	await page.locator('[name=problem]').fill('Trước đây làm thủ công.');
	await page.locator('[name=benefit]').fill('14 triệu/trạm/năm');
	await page.locator('[name=appliedOn]').fill('05032025');
	await page.locator('[name=recognisedBy]').fill('Giám đốc');
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const stateOf = (title: string) =>
	db.rows<{
		kind: string;
		state: string;
		files: number;
	}>(sql`select kind, state, (select count(*) from files f
		where f.initiative_id = i.id) as files from initiatives i where title = ${title}`);

test.each([true, false])('a worker submits on a phone (JavaScript: %s)', async (javaScript) => {
	const title = `Cải tiến đồ gá <b>hàn</b> ${javaScript}`;
	const photo = path.join(portal.config.dataDir, 'ảnh.jpg');
	await sharp({ create: { width: 800, height: 600, channels: 3, background: '#964' } })
		.jpeg()
		.toFile(photo);
	const page = await signedIn(member.accountId, { javaScript }, '/nop');
	if (javaScript) await expectAccessible(page);
	await press(page, 'Viết sáng kiến');
	await page.waitForURL(/nop\/[0-9a-f-]{36}/);
	if (javaScript) await page.locator('[role=combobox]').waitFor();

	// when what is missing is asked for before anything is written, every gap is named with a way to it
	await press(page, 'Xem lại và nộp');
	await page.getByRole('link', { name: 'Hãy nhập tên sáng kiến.' }).click();
	await page.waitForURL(/kiem-tra#f-title/);
	if (javaScript) await page.locator('[role=combobox]').waitFor();

	await fillIn(page, title);
	await press(page, 'Thêm tác giả');
	await page.locator('[name="authors.1.name"]').fill('Trần Văn Nam');
	await page.locator('[name="authors.0.share"]').fill('60');
	await page.locator('[name="authors.1.share"]').fill('30');
	await page.locator('input[name=photo]').first().setInputFiles(photo);
	if (javaScript) {
		await page.getByRole('link', { name: 'ảnh.jpg' }).waitFor();
		await page.getByText(/^Đã lưu lúc/).waitFor();
		await expectAccessible(page);
	}
	await press(page, 'Xem lại và nộp');
	await page.getByText('Tổng tỷ lệ đóng góp phải bằng 100 %').click();
	await page.waitForURL(/kiem-tra#f-authors/);
	if (javaScript) await page.locator('[role=combobox]').waitFor();
	await page.locator('[name="authors.1.share"]').fill('40');
	await press(page, 'Xem lại và nộp');
	await page.getByText('Đã đủ thông tin').waitFor();
	if (javaScript) await expectAccessible(page);
	await press(page, 'Nộp sáng kiến');
	await page.waitForURL(/nop\/xong\/SK-\d+/);
	expect(await page.locator('main').textContent()).toContain(title);
	if (javaScript) await expectAccessible(page);
	await page.getByRole('link', { name: 'Theo dõi' }).click();
	await page.getByText('Đang chờ Đơn vị CS xác nhận').waitFor();
	if (javaScript) await expectAccessible(page);

	expect(await stateOf(title)).toEqual([{ kind: 'self', state: 'in_review', files: 1 }]);
});

test('what is typed survives a network that is gone, and two windows are not mixed', async () => {
	const page = await signedIn(member.accountId, {}, '/nop');
	await press(page, 'Viết sáng kiến');
	await page.waitForURL(/nop\/[0-9a-f-]{36}/);
	await page.locator('[role=combobox]').waitFor();
	const address = page.url();
	await page.context().setOffline(true);
	await page.locator('[name=title]').fill('Viết khi mất mạng');
	await page.getByText('Chưa lưu được, sẽ thử lại').waitFor();
	await page.context().setOffline(false);
	await page.getByText(/^Đã lưu lúc/).waitFor();

	const other = await page.context().newPage();
	await other.goto(address);
	await other.locator('[role=combobox]').waitFor();
	await other.locator('[name=title]').fill('Viết ở cửa sổ khác');
	await other.getByText(/^Đang/).waitFor();
	await other.getByText(/^Đã lưu lúc/).waitFor();
	await page.locator('[name=problem]').fill('Viết tiếp ở cửa sổ đầu');
	await page.getByText('Bản nháp này vừa được lưu ở một cửa sổ').waitFor();
	await press(page, 'Giữ bản đang hiện ở đây');
	await page.getByText(/^Đã lưu lúc/).waitFor();
	await other.reload();
	expect(await other.locator('[name=title]').inputValue()).toBe('Viết khi mất mạng');
});

test('an officer enters one for a member, with how they agreed', async () => {
	const page = await signedIn(officer.accountId, { width: 1280 }, '/nop-ho');
	await expectAccessible(page);
	await press(page, 'Nộp hộ một sáng kiến');
	await page.waitForURL(/nop-ho\/[0-9a-f-]{36}/);
	await page.locator('[role=combobox]').waitFor();
	await fillIn(page, 'Nộp hộ đồ gá');
	await page.locator('[name="authors.0.name"]').fill(member.name);
	await page.locator('[name="authors.0.login"]').fill(await loginOf(member.accountId));
	await press(page, 'Xem lại và nộp');
	await page.getByRole('link', { name: 'Hãy ghi các tác giả đã đồng ý' }).click();
	await page.locator('[role=combobox]').waitFor();
	await page.locator('[name=consent]').fill('Đồng ý tại buổi họp tổ');
	await expectAccessible(page);
	await press(page, 'Xem lại và nộp');
	await page.getByText('Đã đủ thông tin').waitFor();
	await press(page, 'Nộp sáng kiến');
	await page.waitForURL(/nop\/xong/);
	expect(await stateOf('Nộp hộ đồ gá')).toEqual([{ kind: 'proxy', state: 'in_review', files: 0 }]);

	const author = await signedIn(member.accountId, { locale: 'vi' }, '/cua-toi');
	await author.getByRole('link', { name: 'Nộp hộ đồ gá' }).waitFor();
	await expectAccessible(author);
});

test('a script writes and submits a draft; another person finds nothing', async () => {
	const tokenOf = async (accountId: number) =>
		(await db.transaction((tx) => createToken(tx, accountId, 'thử', 1, new Date()))).token;
	const [mine, theirs] = [await tokenOf(member.accountId), await tokenOf(officer.accountId)];
	const ask = async (token: string, method: string, at: string, body?: object) => {
		const response = await fetch(`${url}/api/v1${at}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		return { status: response.status, body: await response.json() };
	};
	const { body: draft } = await ask(mine, 'POST', '/drafts', { programme: 'thu' });
	const at = `/drafts/${draft.id}`;
	expect((await ask(theirs, 'GET', at)).status).toBe(404);
	expect(await ask(mine, 'POST', `${at}/submission`)).toMatchObject({
		status: 422,
		body: { code: 'invalid' },
	});
	const { body: read } = await ask(mine, 'GET', at);
	const content = {
		...read.content,
		title: 'Qua API',
		group: 'cong-nhan',
		field: 'an-toan',
		socialBenefit: 'An toàn hơn',
		appliedOn: '2025-03-05',
		recognisedBy: 'Giám đốc',
	};
	expect(await ask(mine, 'PUT', at, { version: 1, content })).toMatchObject({
		status: 200,
		body: { version: 2 },
	});
	expect(await ask(mine, 'PUT', at, { version: 1, content: { ...content, title: 'Khác' } })).toMatchObject({
		status: 409,
		body: { code: 'draft_changed' },
	});
	const first = await ask(mine, 'POST', `${at}/submission`);
	expect(first).toMatchObject({ status: 201, body: { code: expect.stringMatching(/^SK-\d+$/) } });
	expect(await ask(mine, 'POST', `${at}/submission`)).toEqual(first);
});
