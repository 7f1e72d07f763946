import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { pdfText } from '#testing/pdf-text.ts';
import { testPortal } from '#testing/portal.ts';
import { progressWorld } from '#testing/progress.ts';
import { makeProgramme, TODAY } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const { programme, people, submit, decide, assign } = await progressWorld(db);

/** Two approved in the first phase; of three in the second one, and one of another unit. */
const first = await submit('CS1', 60, 2);
await decide(first, people.officer, 'confirm', 55);
await decide(first, people.reviewer, 'approve', 50);
const second = await submit('CS1', 20, 3);
await decide(second, people.officer, 'confirm', 18);
await decide(second.slice(0, 1), people.reviewer, 'approve', 15);
await submit('CS2', 20);
await assign('TINH', 4);
await assign('CS1', 2);

/** Not begun: there is nothing to report of. */
const name = { vi: 'Giai đoạn mở đầu', en: 'Beginning' };
const days = { from: addDays(TODAY, 5), to: addDays(TODAY, 30) };
await makeProgramme(db, {
	code: 'moi',
	status: 'closed',
	submissionFrom: days.from,
	submissionTo: days.to,
	phases: [{ code: 'dau', name, target: null, ...days }],
});

const flat = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
const subscriptions = async () =>
	(await db.rows<{ kind: string }>(sql`select kind from report_subscriptions where ended_at is null`)).map(
		({ kind }) => kind,
	);

describe.each([
	{ width: 360, javaScript: true, locale: 'vi' as const },
	{ width: 1280, javaScript: false, locale: 'en' as const },
])('an officer at $width px, JavaScript $javaScript, $locale', ({ width, javaScript, locale }) => {
	const vi = locale === 'vi';
	const open = async (path: string) => {
		const page = await newPage({ baseURL: url, width, javaScript, locale });
		const [name = '', value = ''] = (await cookieOf(people.reviewer)).split('=');
		await page.context().addCookies([
			{ name: 'lang', value: locale, url },
			{ name, value, url },
		]);
		await page.goto(path);
		return page;
	};
	// Axe runs in the page, so it needs JavaScript there.
	const check = async (page: Page) => javaScript && (await expectAccessible(page));
	const article = async (page: Page) => flat(await page.locator('article').textContent());
	/** A row of a table as its cells. */
	const row = async (page: Page, name: string) => {
		const cells = page.locator('article tr', { has: page.locator('th', { hasText: name }) }).first();
		return (await cells.locator('th, td').allTextContents()).map(flat);
	};
	const file = async (page: Page, name: string) => {
		const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
		const answer = await page.request.get(url + href);
		return { name: answer.headers()['content-disposition'], body: await answer.body() };
	};
	const attained = vi
		? 'chỉ tiêu giao là 4 sáng kiến; hợp lệ 1, đạt 25,0 %; tính theo lượt nộp (4) đạt 100,0 %.'
		: 'the assigned target is 4 initiatives; 1 approved attain 25.0%; by submissions (4) 100.0%.';

	test('chooses kind, period and unit, and reads what the target of a phase is divided into', async () => {
		const page = await open('/bao-cao');
		await page.getByRole('link', { name: vi ? 'Giai đoạn' : 'Phase', exact: true }).click();
		await page.waitForURL(/loai=phase/);
		expect(await article(page)).toContain(attained);
		expect(await row(page, 'Đơn vị CS1')).toEqual([
			...['Đơn vị CS1', '3', '5', '3', '2', '1', '2'],
			vi ? '50,0 %' : '50.0%',
		]);
		// The phase that is over, in which all of what was approved came in.
		await page.getByLabel(vi ? 'Kỳ báo cáo' : 'Period', { exact: true }).selectOption('gd1');
		await page.getByLabel(vi ? 'Đơn vị' : 'Unit', { exact: true }).selectOption({ label: 'Đơn vị CS1' });
		await page.getByRole('button', { name: vi ? 'Xem báo cáo' : 'Show', exact: true }).click();
		await page.waitForURL(/don-vi=CS1/);
		const { to } = programme.phases[0]!;
		expect(await page.locator('article h2').textContent()).toContain(formatDate(to));
		expect(await row(page, vi ? 'Lượt nộp' : 'Submissions')).toEqual([
			...[vi ? 'Lượt nộp' : 'Submissions', '2', '0', '—', '2'],
		]);
		await check(page);
		const none = await page.request.get(`${url}/bao-cao?don-vi=KHONG-CO`);
		expect(none.status()).toBe(404);
		await page.context().close();
	});

	test('takes it along as PDF and workbook, which say what the page says', async () => {
		const page = await open('/bao-cao?loai=phase&don-vi=TINH');
		const shown = await row(page, 'Đơn vị CS1');
		const pdf = await file(page, 'PDF');
		expect(pdf.name).toMatch(/filename="bao-cao-demo-TINH-phase-[\d-]+\.pdf"/);
		// English words are broken at the end of a line.
		const written = flat(pdfText(pdf.body)).replaceAll(/(\p{L})- (\p{L})/gu, '$1$2');
		expect(written).toContain('ĐƠN VỊ TINH');
		expect(written).toContain(attained);
		expect(written).toContain(shown.join(' '));
		const excel = await file(page, 'Excel');
		expect(excel.name).toMatch(/\.xlsx"/);
		const { sheets } = await readWorkbook(excel.body, 'a.xlsx');
		const rows = sheets.flatMap((sheet) => sheet.rows.map((cells) => cells.map(String)));
		expect(rows.find(([name]) => name === 'Đơn vị CS1')?.slice(0, 7)).toEqual(shown.slice(0, 7));
		expect(rows.flat().join(' ')).toContain(attained);
		await page.context().close();
	});

	test('has it sent when a period is over, and stops that', async () => {
		const page = await open('/bao-cao?loai=phase&don-vi=TINH');
		await page
			.getByRole('button', {
				name: vi ? 'Nhận báo cáo Giai đoạn của Đơn vị TINH' : 'Send me the report (Phase) of Đơn vị TINH',
			})
			.click();
		await page.getByText(vi ? 'Bạn đang nhận báo cáo này.' : 'You get this report.').waitFor();
		expect(await subscriptions()).toEqual(['phase']);
		await check(page);
		// It is listed whichever report is looked at, and offered there anew.
		await page.getByRole('link', { name: vi ? 'Quý' : 'Quarterly', exact: true }).click();
		await page.waitForURL(/loai=quarter/);
		const stop = page.getByRole('button', { name: vi ? 'Thôi nhận' : 'Stop' });
		expect(flat(await page.locator('form', { has: stop }).textContent())).toContain('Đơn vị TINH');
		await stop.click();
		await stop.waitFor({ state: 'detached' });
		expect(await subscriptions()).toEqual([]);
		await page.context().close();
	});
});

test('who asks for a report before there is any is told so, and a stranger signs in first', async () => {
	const page = await newPage({ baseURL: url, width: 360 });
	const [cookie = '', value = ''] = (await cookieOf(people.officer)).split('=');
	await page.context().addCookies([{ name: cookie, value, url }]);
	await page.goto('/bao-cao?chuong-trinh=moi&loai=phase');
	await page.getByText('Chưa có kỳ nào để báo cáo').waitFor();
	await expectAccessible(page);
	await page.context().close();
	const stranger = await newPage({ baseURL: url });
	await stranger.goto('/bao-cao');
	await stranger.waitForURL(/dang-nhap/);
	await stranger.context().close();
});
