import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { programmeByCode } from '#features/programmes/queries.ts';
import { rootUnit } from '#features/units/queries.ts';
import { sql } from '#platform/db/db.ts';
import { fillFacts } from '#portal/facts.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';

const { url, portal } = await testPortal();
await fillFacts(portal);

const open = async (lang: 'vi' | 'en', width: number) => {
	const page = await newPage({ baseURL: url, width, locale: lang });
	await page.goto(`/doi-chieu?lang=${lang}`);
	for (const part of await page.locator('main summary').all()) await part.click();
	return page;
};

/** Text of the row that some words name. */
const rowsOf = (page: Page) => async (text: string) => {
	const row = page
		.getByRole('row')
		.filter({ has: page.locator('th, td:first-child', { hasText: text }) })
		.last();
	const cells = await row.locator('th, td').allTextContents();
	return cells.join(' ').replace(/\s+/g, ' ').trim();
};

test('a reader sees which published figures cannot be true, and why, without any data of the programme', async () => {
	const page = await open('vi', 360);
	await page.getByText('không có sáng kiến nào của chương trình').waitFor();
	const row = rowsOf(page);
	expect(await row('vượt 215 %')).toContain('= 115,1 % — Không thể đúng');
	expect(await row('Bình quân một ngày của 40 ngày')).toContain('= 13.285');
	expect(await row('ngày thứ 332')).toContain('= ngày thứ 269');
	expect(await row('Giai đoạn 1 đạt bao nhiêu')).toContain('= 232,3 % Khớp');
	expect(await row('Sáng kiến gửi về đến')).toContain('Chưa kiểm tra được');
	// The groups sum, with a line for the two that name none.
	expect(await row('Không ghi nhóm')).toBe('Không ghi nhóm 2 0,0 %');
	expect(await row('Cộng')).toContain('2.033.669 100,0 %');
	await expectAccessible(page);
	await page.context().close();
});

test('with the programme’s data each figure stands beside what the portal counts at that date', async () => {
	const { db } = portal;
	const programme = (await programmeByCode(db, '1trieu'))!;
	const root = (await rootUnit(db))!;
	const phase = programme.phases[0]!.id;
	const day = (day: string, n: number) =>
		db.rows(sql`insert into tally_by_day
		(programme_id, unit_id, measure, day, phase_id, n, benefit)
		values (${programme.id}, ${root.id}, 'submitted', ${day}, ${phase}, ${n}, 0)`);
	await day('2022-01-08', 23);
	await day('2022-04-20', 165_518);
	await day('2022-05-31', 531_407);
	await day('2022-10-03', 303_053);
	await day('2023-08-31', 1_409_102);
	await db.rows(sql`insert into tally_by_unit (programme_id, unit_id, measure, n, benefit) values
		(${programme.id}, ${root.id}, 'submitted', 2409103, 0),
		(${programme.id}, ${root.id}, 'approved', 2033669, 33000000000000)`);
	const page = await open('en', 1280);
	const row = rowsOf(page);
	expect(await row('on the first day')).toContain('Agrees');
	expect(await row('of phase 1, to the end')).toContain('696,948 — 696,948 Agrees');
	expect(await row('The millionth initiative, at')).toContain('1,000,000 Agrees');
	expect(await row('Units directly under')).toContain('82 Agrees');
	expect(await row('Initiatives sent in')).toContain('2,409,103 Counted otherwise');
	expect(await row('Initiatives found valid')).toContain('2,033,669 Agrees');
	expect(await row('as the authors declared')).toContain('33,000 billion dong Agrees');
	expect(await row('“sent to take part”')).toContain('Cannot be true');
	await expectAccessible(page);
	await page.context().close();
});

test('the page is found from the programme and from what is said about figures', async () => {
	const page = await newPage({ baseURL: url, width: 360, javaScript: false });
	for (const from of ['/?chuong-trinh=1trieu', '/gioi-thieu']) {
		await page.goto(from);
		await page
			.getByRole('link', { name: /Đối chiếu số đã công bố/ })
			.first()
			.click();
		await page.getByRole('heading', { level: 1, name: 'Đối chiếu số đã công bố' }).waitFor();
	}
	await page.context().close();
});

test.each([360, 1280])(
	'a term adds its programmes up, and keeps what was printed apart (%d px)',
	async (width) => {
		const page = await newPage({ baseURL: url, width });
		await page.goto('/?chuong-trinh=1trieu');
		await page.getByRole('link', { name: 'Cộng cả nhiệm kỳ' }).click();
		await page.getByRole('heading', { level: 1, name: /Nhiệm kỳ 2018–2023/ }).waitFor();
		const row = rowsOf(page);
		await page.getByText('hơn 33.000 tỷ đồng', { exact: true }).waitFor();
		// What the test before put into the tallies, and only that.
		expect(await row('Cộng')).toContain('2.409.103 2.033.669 33.000 tỷ đồng');
		await page.getByText('2.889.318 − 250.177 − 2.409.104').waitFor();
		for (const left of ['230.037', '605.472', '130.724 tỷ đồng'])
			await page.getByText(left, { exact: true }).waitFor();
		await expectAccessible(page);
		const answer = await (await page.request.get(`${url}/api/v1/terms/2018-2023`)).json();
		expect(answer.sum).toEqual({ submitted: 2_409_103, approved: 2_033_669, benefit: '33000000000000' });
		expect(answer.programmes.map(({ code }: { code: string }) => code)).toEqual(['75nghin', '1trieu']);
		expect(answer.stated.find(({ what }: { what: string }) => what === 'awards').n).toBe('5233');
		await page.goto('/nhiem-ky/2023-2028?don-vi=LDLD-38&lang=en');
		await page.getByText('No programme has opened in this term yet').waitFor();
		await page.getByText('No published figure is recorded for this unit.').waitFor();
		await expectAccessible(page);
		await page.context().close();
	},
);
