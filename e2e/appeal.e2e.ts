import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
const programme = await makeProgramme(db, { code: 'thu' });
const unit = units.get('CS')!.id;
const member = await makePerson(db, 'member', unit, 'Nguyễn Thị Hoa');
const officer = await makePerson(db, 'officer', unit, 'Lê Cán Bộ');

async function submitted(title: string): Promise<number> {
	const submission = {
		initiative: newInitiative(programme, member, unit, title),
		kind: 'self' as const,
		key: title,
	};
	const [made] = await db.transaction((tx) =>
		submitInitiatives(tx, member.accountId, scopeOf(member, 'submit'), programme, [submission], new Date()),
	);
	return made!.id;
}

const decideOn = (id: number, action: 'return' | 'reject', note: string) =>
	db.transaction((tx) =>
		decide(
			tx,
			officer,
			[programme],
			[{ id, action, reason: action === 'return' ? 'bo-sung' : 'khong-dat', note }],
			new Date(),
		),
	);

async function pageOf(actor: Actor, javaScript = true) {
	const page = await newPage({ baseURL: url, javaScript });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

test.each([true, false])('an author mends what was returned (JavaScript: %s)', async (javaScript) => {
	const id = await submitted(`Trả lại ${javaScript}`);
	await decideOn(id, 'return', 'Thiếu số liệu <i>trước</i> khi áp dụng');
	const page = await pageOf(member, javaScript);
	await page.goto(`/cua-toi/${codeOf(id)}`);
	await page.getByText('Thiếu số liệu <i>trước</i> khi áp dụng').first().waitFor();
	// the author sees who decided by role and unit, not by name
	expect(await page.locator('main').textContent()).not.toContain(officer.name);
	if (javaScript) await expectAccessible(page);
	await page.getByRole('button', { name: 'Bổ sung và nộp lại' }).click();
	await page.waitForURL(/nop\/[0-9a-f-]{36}/);
	if (javaScript) await page.locator('[name=result]:visible').waitFor();
	await page.locator('[name=result]').fill('Giảm 40 phút mỗi ca, đo trong 3 tháng.');
	await page.getByRole('button', { name: 'Xem lại và nộp' }).click();
	await page.getByText('Đã đủ thông tin').waitFor();
	await page.getByRole('button', { name: 'Nộp lại' }).click();
	await page.waitForURL(`**/nop/xong/${codeOf(id)}`);
	await page.goto(`/cua-toi/${codeOf(id)}`);
	await page.getByText('Nộp lại sau khi bổ sung').waitFor();
	await page.getByText('Giảm 40 phút mỗi ca').waitFor();
});

test('an author appeals a rejection, once', async () => {
	const id = await submitted('Bị từ chối');
	await decideOn(id, 'reject', 'Không mới');
	const page = await pageOf(member);
	await page.goto(`/cua-toi/${codeOf(id)}`);
	await page.getByRole('button', { name: 'Đề nghị xem xét lại' }).click();
	await page.getByRole('link', { name: 'Hãy ghi rõ lý do' }).waitFor();
	await page.getByLabel('Vì sao cần xem xét lại?').fill('Chưa ai trong xưởng làm trước đó.');
	await page.getByRole('button', { name: 'Đề nghị xem xét lại' }).click();
	await page.getByText('Đã gửi đề nghị xem xét lại.').waitFor();
	await page.getByText('Đang chờ Đơn vị TINH xem xét lại').waitFor();
	await expectAccessible(page);
});

test('an author withdraws and writes it anew from the same words', async () => {
	const id = await submitted('Rút rồi viết lại');
	const page = await pageOf(member);
	await page.goto(`/cua-toi/${codeOf(id)}`);
	await page.getByText('Rút lại sáng kiến').click();
	await page.getByRole('button', { name: 'Rút lại' }).click();
	await page.getByText('Đã rút lại sáng kiến.').waitFor();
	await page.getByRole('button', { name: 'Soạn lại từ nội dung này' }).click();
	await page.waitForURL(/nop\/[0-9a-f-]{36}/);
	expect(await page.locator('[name=title]').inputValue()).toBe('Rút rồi viết lại');

	// a draft that was deleted comes back with one press
	await page.goto('/cua-toi');
	await page.getByRole('button', { name: 'Xóa bản nháp: Rút rồi viết lại' }).click();
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await page.getByText('Đã khôi phục bản nháp.').waitFor();
	await expectAccessible(page);
});

test('what is not one’s own is not there', async () => {
	const id = await submitted('Của người khác');
	const stranger = await makePerson(db, 'member', unit, 'Người Lạ');
	const page = await pageOf(stranger);
	for (const address of [`/cua-toi/${codeOf(id)}`, '/cua-toi/SK-999999999', '/cua-toi/abc'])
		expect((await page.goto(address))?.status()).toBe(404);
});
