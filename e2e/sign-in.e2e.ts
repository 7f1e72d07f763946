import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { issueCode } from '#features/people/commands.ts';
import { scopeOf } from '#features/people/rules.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeUnits } from '#testing/world.ts';

const { url, portal } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
const officer = await makePerson(db, 'officer', units.get('CS')!.id);

type Page = Awaited<ReturnType<typeof newPage>>;
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name }).click();

async function signIn(page: Page, login: string, password: string) {
	await page.goto('/dang-nhap');
	await page.locator('[name=login]').fill(login);
	await page.locator('[name=password]').fill(password);
	await press(page, 'Đăng nhập');
}

async function signUp(page: Page, login: string, password: string) {
	await page.goto('/dang-ky');
	await page.locator('[name=name]').fill('Phạm Thị Mới');
	await page.locator('[name=login]').fill(login);
	await page.locator('[name=password]').fill(password);
	await page.locator('[name=terms]').check();
}

test('a member signs up with a phone, choosing the unit by a few letters', async () => {
	const page = await newPage({ baseURL: url });
	await page.goto('/dang-ky');
	await press(page, 'Đăng ký');
	await page.getByRole('link', { name: 'Cần bạn đồng ý' }).waitFor();
	await expectAccessible(page);
	await signUp(page, '0912 345 678', 'một mật khẩu dài');
	await page.locator('[name=unit_query]').fill('don vi cs');
	await page.getByRole('radio', { name: 'Đơn vị CS' }).check();
	await press(page, 'Đăng ký');
	await page.waitForURL('**/nop');
	await page.goto('/toi');
	expect(await page.locator('main').textContent()).toContain('+84912345678');
	await expectAccessible(page);
});

test('without JavaScript: signing up, out and in, and a code from the officer', async () => {
	const page = await newPage({ baseURL: url, javaScript: false });
	await signUp(page, '0912 345 679', 'một mật khẩu dài');
	await page.locator('[name=unit_query]').fill('don vi cs');
	await press(page, 'Tìm');
	await page.getByRole('radio', { name: /Đơn vị CS/ }).check();
	await page.locator('[name=password]').fill('một mật khẩu dài');
	await press(page, 'Đăng ký');
	await page.waitForURL('**/nop');

	await page.context().clearCookies();
	await page.goto('/toi');
	expect(page.url()).toContain('/dang-nhap?tiep=%2Ftoi');
	await page.locator('[name=login]').fill('0912345679');
	await page.locator('[name=password]').fill('sai');
	await press(page, 'Đăng nhập');
	await page
		.getByRole('link', { name: /không đúng/ })
		.or(page.getByText(/không đúng/))
		.first()
		.waitFor();
	expect(await page.locator('[name=login]').inputValue()).toBe('0912345679');
	await page.locator('[name=password]').fill('một mật khẩu dài');
	await press(page, 'Đăng nhập');
	await page.waitForURL('**/toi');

	const row = await db.first<{ id: number }>(sql`select id from accounts where phone = '+84912345679'`);
	const code = await db.transaction((tx) =>
		issueCode(
			tx,
			scopeOf(officer, 'assist_accounts'),
			scopeOf(null, 'assist_accounts'),
			row!.id,
			officer.accountId,
			new Date(),
		),
	);
	await page.goto('/dat-lai-mat-khau');
	await page.locator('[name=login]').fill('0912 345 679');
	await page.locator('[name=code]').fill(code);
	await page.locator('[name=password]').fill('mật khẩu mới tinh');
	await press(page, 'Đặt mật khẩu');
	await page.waitForURL('**/dang-nhap?da-doi');
	await signIn(page, '0912345679', 'mật khẩu mới tinh');
	await page.waitForURL('**/cua-toi');
});

test('a reset comes by mail, and the page tells nobody who has an account', async () => {
	const page = await newPage({ baseURL: url });
	await signUp(page, 'moi@vidu.vn', 'một mật khẩu dài');
	await page.locator('[name=unit_query]').fill('don vi cs');
	await page.getByRole('radio', { name: 'Đơn vị CS' }).check();
	await press(page, 'Đăng ký');
	await page.waitForURL('**/nop');
	await page.context().clearCookies();
	const answers: (string | null)[] = [];
	for (const email of ['moi@vidu.vn', 'khongco@vidu.vn']) {
		await page.goto('/quen-mat-khau');
		await page.locator('[name=email]').fill(email);
		await press(page, 'Gửi liên kết');
		const answer = page.getByText(`Nếu ${email} có tài khoản`);
		await answer.waitFor();
		answers.push((await answer.textContent())!.replace(email, ''));
	}
	expect(answers[0]).toBe(answers[1]);
	await expectAccessible(page);

	const folder = path.join(portal.config.dataDir, 'mail');
	await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(1);
	const [file] = await readdir(folder);
	const mail = await readFile(path.join(folder, file!), 'utf8');
	const token = /ma=([\w-]{43})/.exec(bodyOf(mail))?.[1];
	await page.goto(`/dat-lai-mat-khau?ma=${token}`);
	await expectAccessible(page);
	await page.locator('[name=password]').fill('mật khẩu mới tinh');
	await press(page, 'Đặt mật khẩu');
	await page.getByText('Đã đặt mật khẩu mới').waitFor();
});

/** The text of a mail, out of whichever way it is written for the journey. */
function bodyOf(mail: string): string {
	const [head = '', ...rest] = mail.split(/\r?\n\r?\n/);
	const body = rest.join('\n');
	if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
	return body.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}

test('guessing a password is stopped, and leads nowhere else', async () => {
	const page = await newPage({ baseURL: url, javaScript: false });
	for (let tries = 0; tries <= 10; tries++) await signIn(page, 'ai-do@vidu.vn', 'đoán');
	await page
		.getByText(/Hãy thử lại sau \d+ giây/)
		.first()
		.waitFor();
	await page.goto('/dang-nhap?tiep=//xau.example/');
	await signIn(page, '0912345678', 'một mật khẩu dài');
	await page.waitForURL('**/cua-toi');
	expect(new URL(page.url()).origin).toBe(url);
});
