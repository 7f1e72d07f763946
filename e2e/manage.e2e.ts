import { expect, test } from 'vitest';
import { actorById } from '#features/people/queries.ts';
import type { Actor } from '#features/people/rules.ts';
import { unitByCode, unitHistory } from '#features/units/queries.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeUnits } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['TINH2', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!.id;

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

test.each([true, false])(
	'an officer helps a member of the unit to sign in again (JavaScript: %s)',
	async (javaScript) => {
		const officer = await makePerson(db, 'officer', unit('CS'));
		const member = await makePerson(db, 'member', unit('CS'), `Bùi Thị Lan ${javaScript}`);
		await makePerson(db, 'member', unit('TINH2'), `Lan Nơi Khác ${javaScript}`);
		await makePerson(db, 'reviewer', unit('CS'), `Lan Thẩm Duyệt ${javaScript}`);
		await db.rows(sql`update accounts set phone = ${javaScript ? '+84912345678' : '+84912345679'}
		where id = ${member.accountId}`);
		const page = await pageOf(officer, { javaScript });
		await page.goto(`/tai-khoan?q=lan`);
		await page.getByText(`Bùi Thị Lan ${javaScript}`).waitFor();
		if (javaScript) await expectAccessible(page);
		const text = (await page.locator('main').textContent()) ?? '';
		expect(text).not.toContain('Lan Nơi Khác');
		expect(text).not.toContain('345');
		await page.getByText('Có vai trò khác hoặc đơn vị ngoài phạm vi của bạn').first().waitFor();
		await page.getByRole('button', { name: `Cấp mã cho Bùi Thị Lan ${javaScript}` }).click();
		await page.getByText(`Mã dùng một lần của Bùi Thị Lan ${javaScript}`).waitFor();
		const code = ((await page.locator('.code').textContent()) ?? '').replace(/\D/g, '');
		expect(code).toMatch(/^\d{8}$/);
		await page.reload();
		await page.context().close();
	},
);

test.each([360, 1280])(
	'an administrator of a province makes an account and gives it a role (%s px)',
	async (width) => {
		const administrator = await makePerson(db, 'administrator', unit('TINH'));
		const page = await pageOf(administrator, { width });
		await page.goto('/quan-tri/nguoi-dung/moi');
		await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
		await page.getByRole('link', { name: 'Hãy nhập họ và tên.' }).waitFor();
		await expectAccessible(page);
		await page.getByLabel('Họ tên').fill('Ngô Văn Mạnh');
		await page.getByLabel('E-mail').fill(`manh-${width}@thu.invalid`);
		await page.locator('[name=unit_query]').fill('CS');
		await page.getByRole('option', { name: /CS/ }).first().click();
		await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
		await page.getByText('Mã dùng một lần của Ngô Văn Mạnh').waitFor();
		await page.getByRole('link', { name: 'Mở tài khoản vừa tạo' }).click();
		await page.waitForURL(/nguoi-dung\/\d+$/);
		await expectAccessible(page);
		const id = Number(page.url().split('/').at(-1));
		await page.getByLabel('Vai trò', { exact: true }).selectOption('reviewer');
		await page.locator('[name=unit_query]').fill('TINH');
		await page.getByRole('option', { name: /TINH/ }).first().click();
		await page.getByRole('button', { name: 'Giao vai trò' }).click();
		await page.getByText('Đã giao vai trò.').waitFor();
		const roles = async () =>
			(await actorById(db, id))?.grants.map((grant) => `${grant.role} ${grant.unitCode}`).sort();
		expect(await roles()).toEqual(['member CS', 'reviewer TINH']);
		// a unit outside is refused although the form is sent with it
		const sent = await page.request.post(`${url}/quan-tri/nguoi-dung/${id}?/grant`, {
			form: { role: 'manager', unit: String(unit('TLD')) },
			headers: { origin: url },
		});
		expect(await sent.text()).toContain('unit_outside');
		await page.getByRole('button', { name: 'Khóa tài khoản' }).click();
		await page.getByText('Đã khóa tài khoản.').waitFor();
		expect(await roles()).toBeUndefined();
		await page.context().close();
	},
);

const HEADINGS = 'Mã,Tên,Mã cấp trên,Loại,Từ ngày,Đến ngày,Số đoàn viên,Ngày số liệu';
const list = (...rows: string[]) => ({
	name: 'don-vi.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from([HEADINGS, ...rows].join('\n')),
});

test.each([true, false])(
	'an administrator imports units, first seeing what is wrong (JavaScript: %s)',
	async (javaScript) => {
		const administrator = await makePerson(db, 'administrator', unit('TLD'));
		const code = `XA${Number(javaScript)}`;
		const page = await pageOf(administrator, { javaScript });
		await page.goto('/quan-tri/don-vi');
		await page
			.locator('input[type=file]')
			.setInputFiles(list(`${code},Xã <b>Một</b>,KHONG,Công đoàn xã,01/01/2026,,,`));
		await page.getByRole('button', { name: 'Kiểm tra' }).click();
		await page.getByText('Không có đơn vị cấp trên mang mã KHONG.').waitFor();
		expect(await page.getByRole('button', { name: 'Ghi vào cây đơn vị' }).count()).toBe(0);
		if (javaScript) await expectAccessible(page);
		await page
			.locator('input[type=file]')
			.setInputFiles(list(`${code},Xã <b>Một</b>,TINH,Công đoàn xã,01/01/2026,,,`));
		await page.getByRole('button', { name: 'Kiểm tra' }).click();
		await page.getByText('1 đơn vị mới').waitFor();
		expect(await unitByCode(db, code)).toBeUndefined();
		await page.getByRole('button', { name: 'Ghi vào cây đơn vị' }).click();
		await page.getByText('Đã ghi vào cây đơn vị').waitFor();
		const made = (await unitByCode(db, code))!;
		expect(await unitHistory(db, made.id)).toMatchObject([
			{ from: '2026-01-01', to: null, name: 'Xã <b>Một</b>', parentCode: 'TINH' },
		]);
		await page.goto(`/quan-tri/don-vi?unit=${code}`);
		await page.getByRole('heading', { name: 'Xã <b>Một</b>' }).waitFor();
		await page.context().close();
	},
);
