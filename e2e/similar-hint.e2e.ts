import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf, type NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
]);
const unit = units.get('CS')!.id;
const programme = await makeProgramme(db, { code: 'thu' });
const member = await makePerson(db, 'member', unit, 'Nguyễn Thị Hoa');
const other = await makePerson(db, 'member', unit, 'Trần Văn Nam');
const officer = await makePerson(db, 'officer', unit);
const reviewer = await makePerson(db, 'reviewer', units.get('TINH')!.id);

const TITLE = 'Gá kẹp xoay giúp hàn khung ghế không phải trở tay';
const PROBLEM = 'Mỗi khung ghế phải tháo kẹp bốn lần mới hàn hết các mối, mất sáu phút và dễ lệch.';
const STRANGE = 'Giảm tiếng ồn của quạt hút ở xưởng mộc';
const DIFFERENCE = 'Gá của tôi <b>khóa</b> bằng chân, không cần thợ phụ.';

async function submitted(by: Actor, title: string, over: Partial<NewInitiative> = {}): Promise<number> {
	const initiative = newInitiative(programme, by, unit, title, { problem: PROBLEM, ...over });
	const submission = { initiative, kind: 'self', key: title } as const;
	const [done] = await db.transaction((tx) =>
		submitInitiatives(tx, by.accountId, scopeOf(by, 'submit'), programme, [submission], new Date()),
	);
	return done!.id;
}

async function approved(...how: Parameters<typeof submitted>): Promise<number> {
	const id = await submitted(...how);
	for (const [actor, action] of [
		[officer, 'confirm'],
		[reviewer, 'approve'],
	] as const)
		await db.transaction((tx) => decide(tx, actor, [programme], [{ id, action, note: '' }], new Date()));
	return id;
}

const open = await approved(other, `${TITLE} tại tổ một`);
await approved(other, `${TITLE} tại tổ hai`, { confidential: true });
await submitted(other, `${TITLE} tại tổ ba`);
const own = await submitted(member, `${TITLE} tại tổ bốn`);

async function openedDraft(options: Parameters<typeof newPage>[0], actor = member, at = '/nop') {
	const page = await newPage({ baseURL: url, ...options });
	const value = (await cookieOf(actor)).replace('session=', '');
	await page.context().addCookies([{ name: 'session', value, url }]);
	await page.goto(at);
	await page.locator('main form button').first().click();
	await page.waitForURL(/nop(-ho)?\/[0-9a-f-]{36}/);
	if (options?.javaScript !== false) await page.locator('[role=combobox]').waitFor();
	return page;
}
type Page = Awaited<ReturnType<typeof newPage>>;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Sáng kiến tương tự đã có' });
const spoken = (page: Page) => panel(page).locator('[aria-live=polite]');
const difference = (page: Page) => page.locator('[name=difference]');
const saved = (page: Page) => page.getByText(/^Đã lưu lúc/).waitFor();
const titles = (page: Page) => panel(page).getByRole('listitem').getByRole('link').allInnerTexts();

test('on a phone it is one line, which opens, and what is said of the difference is kept', async () => {
	const page = await openedDraft({ width: 360 });
	await panel(page).getByText('Cổng tìm giúp sáng kiến tương tự.').waitFor();
	expect(await difference(page).count()).toBe(0);
	const empty = await panel(page).boundingBox();

	// when nothing is alike, that is said and nothing moves
	await page.locator('[name=title]').fill(STRANGE);
	await panel(page).getByText('Chưa thấy sáng kiến nào tương tự.').waitFor();
	expect(await spoken(page).textContent()).toBe('');
	expect(await difference(page).count()).toBe(0);

	// when some are, the line says so, aloud too, and nothing that is written below moves
	await page.locator('[name=title]').fill(`${TITLE} nữa`);
	const summary = panel(page).locator('summary');
	await summary.waitFor();
	expect((await summary.textContent())!.replace(/\s+/g, ' ')).toBe('Có 2 sáng kiến tương tự – xem');
	expect(await spoken(page).textContent()).toBe('Có 2 sáng kiến tương tự');
	expect((await panel(page).boundingBox())!.height).toBe(empty!.height);
	expect(await titles(page)).toEqual([]);

	// then it opens by keyboard, shows what anybody may read and what is one's own, and no other
	await summary.focus();
	await page.keyboard.press('Enter');
	const links = panel(page).getByRole('listitem').getByRole('link');
	await links.first().waitFor();
	expect((await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).sort()).toEqual([
		`/cua-toi/${codeOf(own)}`,
		`/sang-kien/${codeOf(open)}`,
	]);
	expect(await panel(page).getByText('của bạn').count()).toBe(1);
	expect(await panel(page).textContent()).toMatch(/Giống khoảng 9\d % phần bạn viết, ở tên/);
	await expectAccessible(page);

	await difference(page).fill(DIFFERENCE);
	await saved(page);
	await page.reload();
	await page.locator('[role=combobox]').waitFor();
	expect(await difference(page).inputValue()).toBe(DIFFERENCE);

	// and it stays while the text no longer has anything like it
	await page.locator('[name=title]').fill(STRANGE);
	await panel(page).getByText('Chưa thấy sáng kiến nào tương tự.').waitFor();
	expect(await difference(page).inputValue()).toBe(DIFFERENCE);
});

test('on a wide window it stands open beside the form, for an officer too', async () => {
	const page = await openedDraft({ width: 1280 }, officer, '/nop-ho');
	await page.locator('[name=title]').fill('Bàn gá mới');
	await page.locator('[name=problem]').fill(`Ở tổ tôi cũng vậy. ${PROBLEM} Thợ phụ phải giữ.`);
	await panel(page).getByText('Có 1 sáng kiến tương tự').last().waitFor();
	const [form, beside] = [await page.locator('main form').boundingBox(), await panel(page).boundingBox()];
	expect(beside!.x).toBeGreaterThan(form!.x + form!.width);
	expect(await titles(page)).toEqual([expect.stringContaining(`${TITLE} tại tổ một`)]);
	await panel(page).getByText('Mỗi khung ghế phải tháo kẹp bốn lần').waitFor();
	await page.getByText('Sáng kiến này khác ở chỗ …').waitFor();
	await expectAccessible(page);
});

test('a network that is gone is said quietly, and the next words or «try again» ask anew', async () => {
	const page = await openedDraft({ width: 360 });
	await page.route('**/api/v1/similar', (route) => route.abort());
	await page.locator('[name=title]').fill(TITLE);
	await panel(page).getByText('Chưa tìm được sáng kiến tương tự.').waitFor();
	await expectAccessible(page);
	expect(await page.getByRole('alert').count()).toBe(0);
	await page.unroute('**/api/v1/similar');
	await panel(page).getByRole('button', { name: 'Thử lại' }).click();
	await panel(page).locator('summary').waitFor();
});

test('typing on asks once it stops, and an answer to earlier words is not shown', async () => {
	const page = await openedDraft({ width: 1280 });
	const asked: string[] = [];
	await page.route('**/api/v1/similar', async (route) => {
		const { title } = route.request().postDataJSON();
		asked.push(title);
		if (title === TITLE) await new Promise((resolve) => setTimeout(resolve, 1_500));
		await route.continue().catch(() => {});
	});
	await page.locator('[name=title]').pressSequentially(TITLE, { delay: 15 });
	await expect.poll(() => asked).toEqual([TITLE]);
	await page.locator('[name=title]').fill(STRANGE);
	await panel(page).getByText('Chưa thấy sáng kiến nào tương tự.').waitFor();
	await page.waitForTimeout(1_500);
	expect(asked).toEqual([TITLE, STRANGE]);
	expect(await panel(page).locator('summary').count()).toBe(0);
});

test.each([360, 1280])('without JavaScript the review page shows them, at %i px', async (width) => {
	const page = await openedDraft({ width, javaScript: false });
	await page.locator('[name=title]').fill(`${TITLE} ở tổ ${width}`);
	await page.locator('[name=group]').selectOption({ index: 1 });
	await page.locator('[name=field]').selectOption({ index: 1 });
	await page.locator('[name=benefit]').fill('14 triệu');
	await page.locator('[name=appliedOn]').fill('05/03/2025');
	await page.locator('[name=recognisedBy]').fill('Giám đốc');
	await page.getByRole('button', { name: 'Xem lại và nộp' }).click();
	await page.getByRole('heading', { name: /^Có \d sáng kiến tương tự$/ }).waitFor();
	await page.getByRole('link', { name: `${TITLE} tại tổ một` }).waitFor();

	await page.getByRole('link', { name: 'Ghi điểm khác' }).click();
	await page.waitForURL(/#f-difference$/);
	await difference(page).fill(DIFFERENCE);
	await page.getByRole('button', { name: 'Xem lại và nộp' }).click();
	await page.getByText(DIFFERENCE).waitFor();
	expect(await page.getByRole('link', { name: 'Ghi điểm khác' }).count()).toBe(0);
	await page.getByRole('button', { name: 'Nộp sáng kiến' }).click();
	await page.waitForURL(/nop\/xong\/SK-/);
	const code = /SK-\d+/.exec(page.url())![0];
	await page.goto(`/cua-toi/${code}`);
	await page.getByText(DIFFERENCE).waitFor();

	// kept for who reviews it, and for nobody else
	const id = Number(code.slice(3));
	expect(await db.first(sql`select difference from initiatives where id = ${id}`)).toEqual({
		difference: DIFFERENCE,
	});
	expect(await (await fetch(`${url}/sang-kien/${code}`)).text()).not.toContain('khóa');
	expect(await (await fetch(`${url}/api/v1/public/initiatives/${code}`)).text()).not.toContain('khóa');
});
