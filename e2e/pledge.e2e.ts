import { expect, test } from 'vitest';
import type { Actor } from '#features/people/rules.ts';
import { addClusters } from '#features/units/commands.ts';
import { localDate } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS1', 'TINH', 'grassroots'],
	['CS2', 'TINH', 'grassroots'],
	['CS3', 'TINH', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, { code: 'demo' });
await db.transaction((tx) =>
	addClusters(tx, [{ code: 'CUM', name: 'Cụm may', owner: 'TINH', head: 'CS1', sample: true }]),
);
await db.rows(sql`update unit_today set cluster_id = (select id from clusters)
	where unit_id in (${unit('CS1')}, ${unit('CS2')}, ${unit('CS3')})`);
const today = localDate(new Date());
const year = today.slice(0, 4);
for (const [code, n] of [
	['CS1', 30],
	['CS2', 50],
	['CS3', 30],
] as const)
	await db.rows(sql`insert into tally_by_day (programme_id, unit_id, measure, day, phase_id, n, benefit)
		values (${programme.id}, ${unit(code)}, 'approved', ${`${year}-01-05`}, ${programme.phases[0]!.id}, ${n}, 0)`);

const head = await makePerson(db, 'officer', unit('CS1'), 'Trưởng Cụm');
const other = await makePerson(db, 'officer', unit('CS2'), 'Thành Viên');

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, width: 1280, ...options });
	const [name, value] = (await cookieOf(actor)).split('=') as [string, string];
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

test('a cluster agrees on a pledge, signs it, is scored and publishes the result', async () => {
	const page = await pageOf(head, { width: 360 });
	await page.goto('/giao-uoc');
	await page.getByRole('button', { name: 'Lập giao ước' }).click();
	await page
		.getByRole('link', { name: /Thiếu thông tin này/ })
		.first()
		.waitFor();
	await expectAccessible(page);
	await page.getByLabel('Tên giao ước').fill('Giao ước cụm may');
	await page.getByLabel('Tiêu chí 1').selectOption('approved');
	await page.getByLabel('Điểm tối đa').nth(0).fill('60');
	await page.getByLabel('Tiêu chí 3').selectOption('by_hand');
	await page.getByLabel('Tên gọi (nếu khác)').nth(2).fill('Tuyên truyền');
	await page.getByLabel('Điểm tối đa').nth(2).fill('40');
	await page.getByRole('button', { name: 'Lập giao ước' }).click();
	await page.getByRole('heading', { level: 1, name: 'Giao ước cụm may' }).waitFor();
	await page.getByRole('button', { name: 'Ký giao ước' }).click();
	await page.getByText('Hãy đăng ký số cho mọi tiêu chí tự động').first().waitFor();
	await page.getByLabel('Sáng kiến được phê duyệt').fill('40');
	await page.getByRole('button', { name: 'Ghi số đăng ký' }).click();
	await page.getByText('Đã ghi.').waitFor();
	await page.getByRole('button', { name: 'Ký giao ước' }).click();
	await page.getByText(/Trưởng Cụm đã ký thay mặt đơn vị/).waitFor();
	await expectAccessible(page);
	const address = page.url().split('?')[0]!;

	// Another unit pledges its own number, without JavaScript, and scores itself; it cannot do what the head does.
	const theirs = await pageOf(other, { javaScript: false });
	await theirs.goto(address);
	expect(await theirs.getByRole('button', { name: 'Chốt bảng điểm' }).count()).toBe(0);
	await theirs.getByLabel('Sáng kiến được phê duyệt').fill('nhiều');
	await theirs.getByRole('button', { name: 'Ghi số đăng ký' }).click();
	await theirs.getByRole('link', { name: /Hãy nhập số lớn hơn 0/ }).waitFor();
	expect(await theirs.getByLabel('Sáng kiến được phê duyệt').inputValue()).toBe('nhiều');
	await theirs.getByLabel('Sáng kiến được phê duyệt').fill('50');
	await theirs.getByRole('button', { name: 'Ghi số đăng ký' }).click();
	await theirs.getByLabel('Điểm tự chấm').fill('40');
	await theirs.getByLabel('Minh chứng').fill('Ba bài trên báo ngành');
	await theirs.getByRole('button', { name: 'Ghi điểm tự chấm' }).click();
	await theirs.getByText('Đã ghi.').waitFor();
	await theirs.context().close();

	// The head scores by hand: too much is refused and kept, then corrected.
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.goto(address);
	await page.getByRole('cell', { name: '40 · Ba bài trên báo ngành' }).waitFor();
	await page.locator('#head-unit').selectOption({ label: 'Đơn vị CS2' });
	await page.locator('#head-points').fill('45');
	await page.locator('#head-text').fill('Đúng, nhưng thiếu một bài');
	await page.getByRole('button', { name: 'Chấm điểm' }).click();
	await page.getByRole('link', { name: /Nhiều nhất 40 điểm/ }).waitFor();
	await page.locator('#head-points').fill('35,5');
	await page.getByRole('button', { name: 'Chấm điểm' }).click();
	await page.getByText('Đã ghi.').waitFor();

	const cellsOf = async (name: string) => {
		const row = page.getByRole('table', { name: 'Bảng điểm' }).getByRole('row').filter({ hasText: name });
		return (await row.locator('th, td').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
	};
	expect(await cellsOf('Đơn vị CS2')).toEqual([
		'Đơn vị CS2',
		'1',
		'95,5',
		'60 điểm 50 / 50',
		'35,5 điểm',
		'Chưa ký',
	]);
	expect(await cellsOf('Đơn vị CS1')).toEqual([
		'Đơn vị CS1',
		'2',
		'45',
		'45 điểm 30 / 40',
		'chưa chấm',
		'Đã ký',
	]);
	// Who pledged nothing has no points, whatever was approved.
	expect((await cellsOf('Đơn vị CS3'))[3]).toBe('0 điểm 30 / chưa đăng ký');
	await expectAccessible(page);

	const file = await page.request.get(`${address}/tai-ve`);
	const { sheets } = await readWorkbook(new Uint8Array(await file.body()), 'diem.xlsx');
	expect(sheets[0]!.rows[1]).toEqual([1, 'CS2', 'Đơn vị CS2', null, 50, 50, 60, 35.5, 95.5]);

	// Taken back, the score is gone; taken again, it stands.
	await page.getByRole('button', { name: /Hoàn tác: Đơn vị trưởng chấm điểm/ }).click();
	await page.getByText('Đã hoàn tác').waitFor();
	expect((await cellsOf('Đơn vị CS2'))[2]).toBe('60');

	await page.getByRole('button', { name: 'Chốt bảng điểm' }).click();
	await page.getByRole('button', { name: 'Công bố kết quả' }).click();
	await page.getByRole('link', { name: 'Trang kết quả công khai' }).waitFor();
	await page.context().close();
});

test('everybody reads the published result, which stays as it was closed', async () => {
	await db.rows(sql`update tally_by_day set n = 500 where unit_id = ${unit('CS1')}`);
	for (const [lang, width] of [
		['vi', 360],
		['en', 1280],
	] as const) {
		const page = await newPage({ baseURL: url, width, locale: lang });
		await page.goto(`/thi-dua?lang=${lang}`);
		await page.getByRole('link', { name: 'Giao ước cụm may' }).click();
		await page.getByRole('heading', { level: 1, name: 'Giao ước cụm may' }).waitFor();
		const row = page.getByRole('row').filter({ hasText: 'Đơn vị CS1' });
		expect((await row.textContent())!.replace(/\s+/g, ' ')).toContain('30 / 40');
		// Evidence and reasons are the cluster's own.
		expect(await page.getByText('Ba bài trên báo ngành').count()).toBe(0);
		await expectAccessible(page);
		await page.context().close();
	}
});
