import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Actor } from '#features/people/rules.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { unitByCode, unitsAbove } from '#features/units/queries.ts';
import { makeScope } from '#features/units/rules.ts';
import { addDays } from '#platform/clock/clock.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const programme = await makeProgramme(db, { code: 'cay' });

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

/** A heading stands in the upper half of the window. */
const inSight = (page: Page, name: string) =>
	expect
		.poll(async () => (await page.getByRole('heading', { name }).boundingBox())!.y, { timeout: 5_000 })
		.toSatisfy((y: number) => y >= 0 && y < 450);

const today = TODAY.split('-').reverse().join('/');

test.each([
	[360, true],
	[1280, true],
	[1280, false],
] as const)(
	'an administrator merges a commune into another, looking first, and takes it back (%s px, JavaScript: %s)',
	async (width, javaScript) => {
		const at = `E${width}${Number(javaScript)}`;
		const units = await makeUnits(db, [
			[`${at}T`, 'TLD', 'provincial_federation'],
			[`${at}A`, `${at}T`, 'commune'],
			[`${at}B`, `${at}T`, 'commune'],
			[`${at}C`, `${at}B`, 'grassroots'],
		]);
		const id = (code: string) => units.get(at + code)!.id;
		const author = await makePerson(db, 'member', id('C'));
		const initiative = newInitiative(programme, author, id('C'), `Sáng kiến ${at}`);
		await db.transaction((tx) =>
			submitInitiatives(
				tx,
				author.accountId,
				makeScope({ all: true }),
				programme,
				[{ initiative, kind: 'self', key: at }],
				portal.clock.now(),
			),
		);
		await foldAll(db);
		await makePerson(db, 'officer', id('B'), `Cán bộ ${at}`);
		const administrator = await makePerson(db, 'administrator', id('T'));
		const page = await pageOf(administrator, { width, javaScript });
		const submitted = async (code: string) => (await totals(db, programme.id, id(code))).submitted.n;

		await page.goto('/quan-tri/don-vi');
		await page.getByText('Đơn vị này do cấp trên thay đổi').waitFor();
		await page.getByRole('searchbox').fill(`${at}B`);
		await page.getByRole('searchbox').press('Enter');
		await page
			.locator('.found')
			.getByRole('link', { name: `Đơn vị ${at}B` })
			.first()
			.click();
		await page.getByRole('heading', { level: 3, name: `Đơn vị ${at}B` }).waitFor();
		if (javaScript) await expectAccessible(page);
		await page.getByRole('link', { name: 'Sáp nhập' }).click();

		// What is missing or does not exist is said beside its box, and what was typed stays.
		await page.getByLabel('Nhập vào đơn vị').fill('KHONG-CO');
		await page.getByLabel('Lý do').fill('Nghị quyết <b>số 1</b>');
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await page.getByText('Không có đơn vị mang mã KHONG-CO').first().waitFor();
		expect(await page.getByLabel('Lý do').inputValue()).toBe('Nghị quyết <b>số 1</b>');
		if (javaScript) await expectAccessible(page);

		await page.getByLabel('Nhập vào đơn vị').fill(`${at}A`);
		await page.getByRole('button', { name: 'Xem trước' }).click();
		await page.getByText(`Xem trước, chưa ghi gì: có hiệu lực từ ${today}`).waitFor();
		// It stands above the form, whose button was pressed: nobody has to look for it.
		if (javaScript) await inSight(page, 'Thay đổi này sẽ làm gì');
		await page.getByText(`Cán bộ ${at}`).waitFor();
		await page.getByText(`kết thúc, Đơn vị ${at}A kế thừa`).waitFor();
		if (javaScript) await expectAccessible(page);
		expect(await submitted('A')).toBe(0);
		expect((await unitsAbove(db, id('C')))[0]!.code).toBe(`${at}B`);

		await page.getByRole('button', { name: 'Thực hiện thay đổi' }).click();
		await page.getByText('Đã thay đổi cây đơn vị').waitFor();
		await page.getByText('Nghị quyết <b>số 1</b>').waitFor();
		expect([await submitted('A'), await submitted('B')]).toEqual([1, 0]);
		expect((await unitByCode(db, `${at}B`))!.endedOn).toBe(TODAY);
		if (javaScript) await expectAccessible(page);

		await page
			.getByRole('button', { name: /Hoàn tác/ })
			.first()
			.click();
		await page.getByText('Đã hoàn tác').first().waitFor();
		expect([await submitted('A'), await submitted('B')]).toEqual([0, 1]);
		expect((await unitByCode(db, `${at}B`))!.endedOn).toBeNull();
		await page.context().close();
	},
);

test.each([
	[360, true],
	[1280, true],
	[360, false],
] as const)(
	'an administrator imports a list, first seeing what it does to the whole, and takes it back (%s px, JavaScript: %s)',
	async (width, javaScript) => {
		const at = `L${width}${Number(javaScript)}`;
		const units = await makeUnits(db, [
			[`${at}T`, 'TLD', 'provincial_federation'],
			[`${at}A`, `${at}T`, 'commune'],
			[`${at}B`, `${at}T`, 'commune'],
			[`${at}C`, `${at}B`, 'grassroots'],
		]);
		await makePerson(db, 'officer', units.get(`${at}B`)!.id, `Cán bộ ${at}`);
		const administrator = await makePerson(db, 'administrator', units.get(`${at}T`)!.id);
		const page = await pageOf(administrator, { width, javaScript });
		const check = async (...rows: string[]) => {
			const lines = ['Mã,Tên,Mã cấp trên,Loại,Từ ngày,Đến ngày,Đơn vị kế thừa', ...rows];
			const buffer = Buffer.from(lines.join('\n'));
			await page
				.locator('input[type=file]')
				.setInputFiles({ name: 'xep-lai.csv', mimeType: 'text/csv', buffer });
			await page.getByRole('button', { name: 'Kiểm tra' }).click();
		};
		const wide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth');
		const moved = `${at}C,Cơ sở <b>C</b>,${at}A,CĐCS,${TODAY},,`;
		const ended = `${at}B,Đơn vị ${at}B,${at}T,Công đoàn xã,2018-01-01,${addDays(TODAY, -1)},${at}A`;
		await page.goto('/quan-tri/don-vi');

		// A province below a workplace is named by its row, and nothing can be written.
		await check(moved, `${at}P,Tỉnh lạ,${at}C,LĐLĐ tỉnh,${TODAY},,`);
		const misplaced = page.getByRole('row').filter({ hasText: `${at}P` });
		await misplaced.getByText('chỉ trực thuộc Tổng Liên đoàn (TLD)').waitFor();
		expect(await page.getByRole('button', { name: 'Ghi vào cây đơn vị' }).count()).toBe(0);
		expect(await page.getByText('Xem trước, chưa ghi gì').count()).toBe(0);
		if (javaScript) await expectAccessible(page);
		expect(await wide()).toBe(false);

		await check(moved, ended);
		await page.getByText(`Xem trước, chưa ghi gì: có hiệu lực từ ${today}`).waitFor();
		await page.getByText('1 đơn vị chuyển chỗ').waitFor();
		await page.getByText(`kết thúc, Đơn vị ${at}A kế thừa`).waitFor();
		await page.getByText('đổi tên thành Cơ sở <b>C</b>').waitFor();
		await page.getByText('Đơn vị kết thúc không có chỉ tiêu nào').waitFor();
		await page.getByText('Không có việc đang dở').waitFor();
		await page.getByText(`Cán bộ ${at}`).waitFor();
		if (javaScript) await expectAccessible(page);
		expect(await wide()).toBe(false);
		expect((await unitByCode(db, `${at}B`))!.endedOn).toBeNull();

		await page.getByRole('button', { name: 'Ghi vào cây đơn vị' }).click();
		await page.getByText('Đã ghi vào cây đơn vị').waitFor();
		await page.getByText('Có thể hoàn tác trong danh sách dưới đây').waitFor();
		expect((await unitByCode(db, `${at}B`))!.endedOn).toBe(TODAY);
		await page.getByRole('button', { name: /Hoàn tác «Nhập danh sách/ }).click();
		await page.getByText('Đã hoàn tác').first().waitFor();
		expect((await unitByCode(db, `${at}B`))!.endedOn).toBeNull();
		expect((await unitsAbove(db, units.get(`${at}C`)!.id))[0]!.code).toBe(`${at}B`);
		await page.context().close();
	},
);

test('every kind of change has its form in both languages, fit for a phone', async () => {
	const administrator = await makePerson(db, 'administrator', (await unitByCode(db, 'TLD'))!.id);
	await makeUnits(db, [['MOI', 'TLD', 'provincial_federation']]);
	const page = await pageOf(administrator, { width: 360 });
	for (const lang of ['vi', 'en'])
		for (const kind of ['add', 'rename', 'move', 'merge', 'split', 'close', 'recluster']) {
			await page.goto(`/quan-tri/don-vi/thay-doi?unit=MOI&lam=${kind}&lang=${lang}`);
			if (lang === 'vi') await expectAccessible(page);
			const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
			expect([kind, lang, wide]).toEqual([kind, lang, false]);
		}
	await page.context().close();
});
