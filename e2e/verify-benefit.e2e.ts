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
]);
const programme = await makeProgramme(db, { code: 'thu' });
const unit = (code: string) => units.get(code)!.id;
const author = await makePerson(db, 'member', unit('CS'), 'Nguyễn Thị Hoa');
const officer = await makePerson(db, 'officer', unit('CS'), 'Lê Cán Bộ');
const reviewer = await makePerson(db, 'reviewer', unit('TINH'), 'Phạm Thẩm Duyệt');
const manager = await makePerson(db, 'manager', unit('TLD'), 'Võ Chương Trình');

/** An approved initiative that declares 1,5 tỷ. */
async function approved(title: string, confidential = false): Promise<number> {
	const over = { benefit: 1_500_000_000, benefitText: '1,5 tỷ', confidential };
	const initiative = newInitiative(programme, author, unit('CS'), title, over);
	const submissions = [{ initiative, kind: 'self' as const, key: title }];
	const [made] = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, submissions, new Date()),
	);
	const id = made!.id;
	for (const [actor, action] of [
		[officer, 'confirm'],
		[reviewer, 'approve'],
	] as const)
		await db.transaction((tx) => decide(tx, actor, [programme], [{ id, action, note: '' }], new Date()));
	return id;
}

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

const values = (id: number) =>
	db.first(
		sql`select benefit, unit_verified as unit, central_verified as central from initiatives where id = ${id}`,
	);

test.each([
	[true, 360],
	[true, 1280],
	[false, 360],
])(
	'a reviewer states a lower value, corrects it and takes it back (JavaScript: %s, %s px)',
	async (javaScript, width) => {
		const id = await approved(`Giá trị ${javaScript} ${width}`);
		const page = await pageOf(reviewer, { javaScript, width });
		await page.goto(`/duyet/${codeOf(id)}`);
		await page.getByRole('link', { name: 'Ghi giá trị thẩm định' }).click();
		await page.locator('summary', { hasText: 'Ghi giá trị đơn vị thẩm định' }).click();
		if (javaScript) await expectAccessible(page);
		// what was typed stays when the reason is missing
		await page.getByRole('textbox', { name: 'Giá trị thẩm định' }).fill('60 triệu');
		await page.getByRole('button', { name: 'Ghi giá trị thẩm định' }).click();
		await page.getByRole('link', { name: /^Giá trị khác mức khai báo/ }).waitFor();
		expect(await page.getByRole('textbox', { name: 'Giá trị thẩm định' }).inputValue()).toBe('60 triệu');
		expect(await values(id)).toMatchObject({ unit: null });
		await page.getByRole('textbox', { name: 'Căn cứ và cách tính' }).fill('Sổ kho chỉ có <b>ba</b> tuần.');
		await page.getByRole('button', { name: 'Ghi giá trị thẩm định' }).click();
		await page.getByText(`Đã ghi giá trị đơn vị thẩm định của ${codeOf(id)}.`).waitFor();
		await page.getByText('thấp hơn khai báo 1.440.000.000 đồng').waitFor();
		await page.getByText('Đơn vị thẩm định giá trị: 60.000.000 đồng').waitFor();
		expect(
			await page.locator('time, li', { hasText: 'Sổ kho chỉ có <b>ba</b> tuần.' }).count(),
		).toBeGreaterThan(0);
		expect(await values(id)).toEqual({ benefit: 1_500_000_000, unit: 60_000_000, central: null });
		// corrected: as declared needs no words
		await page.locator('summary', { hasText: 'Sửa giá trị đơn vị thẩm định' }).click();
		await page.getByRole('textbox', { name: 'Giá trị thẩm định' }).fill('1,5 tỷ');
		await page.getByRole('button', { name: 'Ghi giá trị thẩm định' }).click();
		await page.getByText('bằng mức khai báo').waitFor();
		await page.locator('summary', { hasText: 'Rút giá trị đơn vị thẩm định' }).click();
		await page.getByLabel('Lý do rút').fill('Nhầm hồ sơ.');
		await page.getByRole('button', { name: 'Rút giá trị' }).click();
		await page.getByText(`Đã rút giá trị đơn vị thẩm định của ${codeOf(id)}.`).waitFor();
		expect(await values(id)).toEqual({ benefit: 1_500_000_000, unit: null, central: null });
		if (javaScript) await expectAccessible(page);
		await page.context().close();
	},
);

test('by keyboard alone, with the amount understood said in words', async () => {
	const id = await approved('Bàn phím');
	const page = await pageOf(reviewer, { width: 1280 });
	await page.goto(`/duyet/${codeOf(id)}`);
	await page.locator('summary', { hasText: 'Ghi giá trị đơn vị thẩm định' }).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('1,5 tỷ');
	await page.getByText('một tỷ năm trăm triệu đồng').nth(1).waitFor();
	await page.keyboard.press('Enter');
	await page.getByText('bằng mức khai báo').waitFor();
	expect(await values(id)).toMatchObject({ unit: 1_500_000_000 });
	await page.context().close();
});

test.each([false, true])(
	'everybody reads all three values under their names (confidential: %s)',
	async (confidential) => {
		const id = await approved(`Ba giá trị ${confidential}`, confidential);
		const centre = await pageOf(manager, { width: 1280 });
		await centre.goto(`/duyet/${codeOf(id)}`);
		await centre.locator('summary', { hasText: 'Ghi giá trị trung ương thẩm định' }).click();
		await centre.getByRole('textbox', { name: 'Giá trị thẩm định' }).fill('0');
		await centre.getByRole('textbox', { name: 'Căn cứ và cách tính' }).fill('Không có chứng từ.');
		await centre.getByRole('button', { name: 'Ghi giá trị thẩm định' }).click();
		await centre.getByText('Trung ương thẩm định giá trị: 0 đồng').waitFor();
		await centre.context().close();

		const anyone = await newPage({ baseURL: url, javaScript: false });
		await anyone.goto(`/sang-kien/${codeOf(id)}`);
		const read = async (term: string) =>
			(
				await anyone.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd').textContent()
			)?.trim();
		expect(await read('Giá trị làm lợi (khai báo)')).toMatch(/^1\.500\.000\.000 đồng/);
		expect(await read('Giá trị làm lợi (đơn vị thẩm định)')).toBe('Chưa thẩm định');
		expect(await read('Giá trị làm lợi (trung ương thẩm định)')).toBe(
			'0 đồng · thấp hơn khai báo 1.500.000.000 đồng',
		);
		// what was looked at is between officers and authors
		expect(await anyone.content()).not.toContain('Không có chứng từ.');
		await anyone.context().close();

		const own = await pageOf(author);
		await own.goto(`/cua-toi/${codeOf(id)}`);
		await own.getByText('Không có chứng từ.').waitFor();
		await own.getByText('0 đồng · thấp hơn khai báo 1.500.000.000 đồng').waitFor();
		await expectAccessible(own);
		await own.context().close();
	},
);

test.each([
	[true, 360],
	[false, 1280],
])(
	'a manager finds what nobody verified, largest first, and draws a sample (JavaScript: %s, %s px)',
	async (javaScript, width) => {
		const id = await approved(`Hậu kiểm ${javaScript}`);
		const page = await pageOf(manager, { javaScript, width });
		await page.goto('/duyet/hau-kiem');
		if (javaScript) await expectAccessible(page);
		await page.getByRole('link', { name: 'Chưa ai thẩm định giá trị' }).click();
		await page.getByRole('link', { name: `Hậu kiểm ${javaScript}` }).waitFor();
		await page.goBack();
		await page.getByLabel('Số sáng kiến').fill('500');
		await page.getByRole('button', { name: 'Rút mẫu' }).click();
		await page.getByRole('heading', { name: /^Mẫu \d+$/ }).waitFor();
		if (javaScript) await expectAccessible(page);
		await page.getByRole('link', { name: `Hậu kiểm ${javaScript}` }).click();
		await page.getByRole('heading', { name: `Hậu kiểm ${javaScript}` }).waitFor();
		expect(page.url()).toContain(codeOf(id));
		await page.context().close();
	},
);

test.each([true, false])(
	'a member joins an open programme and sees that they did (JavaScript: %s)',
	async (javaScript) => {
		const member = await makePerson(db, 'member', unit('CS'), `Người Tham Gia ${javaScript}`);
		const page = await pageOf(member, { javaScript });
		await page.goto('/cua-toi');
		if (javaScript) await expectAccessible(page);
		await page.getByRole('button', { name: 'Tham gia Chương trình thu' }).click();
		await page.getByText('Bạn đã tham gia Chương trình thu.').waitFor();
		await page.getByText(/^Đã tham gia từ \d\d\/\d\d\/\d{4}$/).waitFor();
		expect(await page.getByRole('button', { name: 'Tham gia Chương trình thu' }).count()).toBe(0);
		expect(
			await db.rows(sql`select unit_id as unit from registrations where account_id = ${member.accountId}`),
		).toEqual([{ unit: unit('CS') }]);
		await page.context().close();
	},
);
