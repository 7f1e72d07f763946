import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
	['CS2', 'TINH', 'grassroots'],
]);
const programme = await makeProgramme(db, { code: 'thu' });
const unit = (code: string) => units.get(code)!.id;
const member = await makePerson(db, 'member', unit('CS'), 'Nguyễn Thị Hoa');

async function submitted(titles: readonly string[], author = member, code = 'CS'): Promise<number[]> {
	const submissions = titles.map((title) => ({
		initiative: newInitiative(programme, author, unit(code), title),
		kind: 'self' as const,
		key: title,
	}));
	const scope = scopeOf(author, 'submit');
	const made = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scope, programme, submissions, new Date()),
	);
	return made.map(({ id }) => id);
}

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

const standing = (id: number) =>
	db.first<{ state: string; level: number | null }>(
		sql`select state, level from initiatives where id = ${id}`,
	);

test.each([
	[true, 360],
	[true, 1280],
	[false, 360],
])(
	'an officer confirms chosen rows and is told which not (JavaScript: %s, %s px)',
	async (javaScript, width) => {
		const officer = await makePerson(db, 'officer', unit('CS'), 'Lê Cán Bộ');
		const mark = `${javaScript}-${width}`;
		const [one, two, kept] = await submitted([`Một ${mark}`, `Hai ${mark}`, `Ba ${mark}`]);
		const [own] = await submitted([`Của mình ${mark}`], officer);
		const page = await pageOf(officer, { javaScript, width });
		await page.goto('/duyet');
		await page.getByText(`Ba ${mark}`).first().waitFor();
		if (javaScript) await expectAccessible(page);
		// one's own never waits for oneself, and says why where it is shown
		expect(await page.getByText(`Của mình ${mark}`).count()).toBe(0);
		await page.locator(`[type=checkbox][value="${one}.1"]`).check();
		await page.locator(`[type=checkbox][value="${two}.1"]`).check();
		// somebody is faster with the second one
		const other = await makePerson(db, 'officer', unit('TINH'));
		await db.transaction((tx) =>
			decide(tx, other, [programme], [{ id: two!, action: 'confirm', note: '' }], new Date()),
		);
		await page.getByRole('button', { name: 'Xác nhận / phê duyệt' }).click();
		await page.getByText('1 đã xác nhận, 1 không').waitFor();
		await page.getByText(`${codeOf(two!)}: Sáng kiến vừa được người khác xử lý`).waitFor();
		expect(await standing(one!)).toEqual({ state: 'in_review', level: 2 });
		expect(await standing(kept!)).toEqual({ state: 'in_review', level: 1 });
		await page.goto('/duyet?view=scope');
		expect(await page.locator(`[type=checkbox][value="${own}.1"]`).isDisabled()).toBe(true);
		await page.getByText('Bạn là tác giả nên không được quyết định sáng kiến này.').first().waitFor();
		await page.context().close();
	},
);

test.each([true, false])(
	'a return without its reason keeps what was chosen and typed (JavaScript: %s)',
	async (javaScript) => {
		const officer = await makePerson(db, 'officer', unit('CS'));
		const [id] = await submitted([`Giữ lại ${javaScript}`]);
		const page = await pageOf(officer, { javaScript });
		await page.goto(`/duyet?q=${codeOf(id!)}`);
		await page.locator(`[type=checkbox][value="${id}.1"]`).check();
		await page.locator('summary', { hasText: 'Trả lại các dòng đã chọn' }).click();
		await page.locator('[name=return_note]').fill('Thiếu ảnh chụp <b>máy</b>');
		await page.getByRole('button', { name: 'Trả lại các dòng đã chọn' }).click();
		await page.getByRole('link', { name: 'Hãy chọn một lý do.' }).waitFor();
		expect(await page.locator('[name=return_note]').inputValue()).toBe('Thiếu ảnh chụp <b>máy</b>');
		expect(await page.locator(`[type=checkbox][value="${id}.1"]`).isChecked()).toBe(true);
		await page.locator('[name=return_reason]').selectOption('bo-sung');
		await page.getByRole('button', { name: 'Trả lại các dòng đã chọn' }).click();
		await page.getByText('1 đã trả lại').waitFor();
		expect(await standing(id!)).toEqual({ state: 'returned', level: null });
		await page.context().close();
	},
);

test.each([360, 1280])(
	'a reviewer reads, decides and goes on to the next, by keyboard (%s px)',
	async (width) => {
		const officer = await makePerson(db, 'officer', unit('CS2'));
		const author = await makePerson(db, 'member', unit('CS2'), 'Trần Tác Giả');
		const reviewer = await makePerson(db, 'reviewer', unit('TINH'));
		const ids = await submitted(
			['Đọc trước', 'Đọc sau'].map((title) => `${title} ${width}`),
			author,
			'CS2',
		);
		await db.transaction((tx) =>
			decide(
				tx,
				officer,
				[programme],
				ids.map((id) => ({ id, action: 'confirm' as const, note: 'Đúng.' })),
				new Date(),
			),
		);
		const page = await pageOf(reviewer, { width });
		await page.goto(`/duyet/${codeOf(ids[0]!)}?unit=${unit('CS2')}`);
		await page.getByRole('heading', { name: `Đọc trước ${width}` }).waitFor();
		await page.getByText('Nay làm bằng máy.').waitFor();
		await expectAccessible(page);
		await page.locator('summary', { hasText: 'Phím tắt' }).click();
		await page.getByLabel('Bật phím tắt trên máy này').check();
		await page.keyboard.press('c');
		await page.keyboard.press('Enter');
		await page.getByText(`Đã phê duyệt ${codeOf(ids[0]!)}.`).waitFor();
		await page.getByRole('heading', { name: `Đọc sau ${width}` }).waitFor();
		expect(await standing(ids[0]!)).toEqual({ state: 'approved', level: null });
		// a letter typed into a text is a letter
		await page.getByLabel('Ý kiến (không bắt buộc)').fill('');
		await page.getByLabel('Ý kiến (không bắt buộc)').press('x');
		expect(await page.locator('#decide-reject').getAttribute('open')).toBeNull();
		await page.locator('h1').click();
		await page.keyboard.press('x');
		await page.keyboard.press('Space');
		await page.locator('#f-reject-note').fill('Đã có quy trình này.');
		await page.getByRole('button', { name: 'Từ chối', exact: true }).click();
		await page.getByText(`Đã từ chối ${codeOf(ids[1]!)}.`).waitFor();
		expect(await standing(ids[1]!)).toEqual({ state: 'rejected', level: null });
		await page.context().close();
	},
);

test('a decision on what has changed meanwhile is not taken, and the page shows how it stands', async () => {
	const officer = await makePerson(db, 'officer', unit('CS'));
	const other = await makePerson(db, 'officer', unit('TINH'));
	const [id] = await submitted(['Hai người cùng mở']);
	const page = await pageOf(officer);
	await page.goto(`/duyet/${codeOf(id!)}`);
	await page.getByRole('button', { name: 'Xác nhận' }).waitFor();
	await db.transaction((tx) =>
		decide(
			tx,
			other,
			[programme],
			[{ id: id!, action: 'return', reason: 'bo-sung', note: 'Thiếu.' }],
			new Date(),
		),
	);
	await page.getByRole('button', { name: 'Xác nhận' }).click();
	await page.getByText('Quyết định của bạn chưa được ghi.').waitFor();
	await page.getByText('Hiện không có việc gì cần quyết định').waitFor();
	expect(await standing(id!)).toEqual({ state: 'returned', level: null });
	await page.context().close();
});

test('an officer elsewhere finds nothing: as for what does not exist', async () => {
	const [id] = await submitted(['Không dành cho nơi khác']);
	const page = await pageOf(await makePerson(db, 'officer', unit('CS2')), { locale: 'en' });
	await page.goto('/duyet?view=scope&lang=en&q=danh+cho');
	await page.getByText('No initiative matches the filters').waitFor();
	await expectAccessible(page);
	for (const code of [codeOf(id!), 'SK-999999']) {
		const response = await page.goto(`/duyet/${code}`);
		expect(response?.status()).toBe(404);
	}
	await page.context().close();
});
