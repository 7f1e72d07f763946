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
	// The page sends no script at all: read with and without it, it is the same.
	const page = await newPage({ baseURL: url, width, locale: lang, javaScript: width === 360 });
	await page.goto(`/doi-chieu?lang=${lang}`);
	return page;
};

test('a reader sees which published figures cannot be true, and why, without any data of the programme', async () => {
	const page = await open('vi', 360);
	await page.getByText('không có sáng kiến nào của chương trình').waitFor();
	const row = (text: string) => page.getByRole('row').filter({ hasText: text });
	expect(await row('vượt 215 %').innerText()).toContain('= 115,1 %');
	expect(await row('vượt 215 %').innerText()).toContain('Không thể đúng');
	expect(await row('Bình quân một ngày của 40 ngày').innerText()).toContain('= 13.285');
	expect(await row('ngày thứ 332').innerText()).toContain('= ngày thứ 269');
	expect(await row('Giai đoạn 1 đạt bao nhiêu').innerText()).toContain('Khớp');
	expect(await row('Sáng kiến gửi về đến').innerText()).toContain('Chưa kiểm tra được');
	// The groups sum, with a line for the two that name none.
	const none = page.getByRole('row', { name: /^Không ghi nhóm/ });
	expect((await none.innerText()).replace(/\s+/g, ' ')).toContain('2');
	await expectAccessible(page);
	await page.context().close();
});

test('with the programme’s data each figure stands beside what the portal counts at that date', async () => {
	const { db } = portal;
	const programme = (await programmeByCode(db, '1trieu'))!;
	const root = (await rootUnit(db))!;
	const phase = programme.phases[0]!.id;
	const day = (day: string, n: number) => db.rows(sql`insert into tally_by_day
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
	const row = async (text: string) =>
		(await page.getByRole('row').filter({ hasText: text }).innerText()).replace(/\s+/g, ' ');
	expect(await row('on the first day')).toContain('Agrees');
	expect(await row('of phase 1, to the end')).toContain('696,948 — 696,948 Agrees');
	expect(await row('The millionth initiative, at')).toContain('1,000,000 Agrees');
	expect(await row('Units directly under')).toContain('82 Agrees');
	expect(await row('Initiatives sent in')).toContain('2,409,103 Counted otherwise');
	expect(await row('Initiatives found valid')).toContain('2,033,669 Agrees');
	expect(await row('as the authors declared')).toContain('33,000 tỷ đồng Agrees');
	expect(await row('“sent to take part”')).toContain('Cannot be true');
	await expectAccessible(page);
	await page.context().close();
});

test('the page is found from the programme and from what is said about figures', async () => {
	const page = await newPage({ baseURL: url, width: 360 });
	for (const from of ['/?chuong-trinh=1trieu', '/gioi-thieu']) {
		await page.goto(from);
		await page.getByRole('link', { name: /Đối chiếu số đã công bố/ }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Đối chiếu số đã công bố' }).waitFor();
	}
	await page.context().close();
});
