import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '#platform/excel/read.ts';
import { cellText } from '#platform/excel/workbook.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { daysAgo, figuresWorld, scrollThrough } from '#testing/figures.ts';
import { testPortal } from '#testing/portal.ts';

const tested = await testPortal();
await figuresWorld(tested.portal.db);

/** What a table on the page says, cell by cell, without the small notes below figures. */
const tableTexts = (page: Page, section: string) =>
	page
		.locator(`#${section} table`)
		.first()
		.evaluate((table) =>
			[...table.querySelectorAll('tbody tr')].map((row) =>
				[...row.querySelectorAll('th, td')].map((cell) => {
					const copy = cell.cloneNode(true) as Element;
					for (const note of copy.querySelectorAll('small')) note.remove();
					return (copy.textContent ?? '').trim();
				}),
			),
		);

describe.each([
	{ width: 360, javaScript: true, locale: 'vi' as const },
	{ width: 1280, javaScript: false, locale: 'en' as const },
])('a reader at $width px, JavaScript $javaScript, $locale', ({ width, javaScript, locale }) => {
	const vi = locale === 'vi';
	const open = async (path: string) => {
		const page = await newPage({ baseURL: tested.url, width, javaScript, locale });
		await page.context().addCookies([{ name: 'lang', value: locale, url: tested.url }]);
		await page.goto(path);
		return page;
	};

	test('reads the headline with its target, and the five counts apart', async () => {
		const page = await open('/');
		await page.getByRole('link', { name: vi ? 'Xem bảng số liệu' : 'See all figures', exact: true }).click();
		await page.waitForURL('**/bang-so-lieu?**');
		const headline = page.locator('#tong-hop .stat.large');
		expect(await headline.locator('.value .num').textContent()).toBe('3');
		const words = (await headline.textContent())!.replaceAll(/\s+/g, ' ');
		expect(words).toContain(vi ? 'đạt 150,0 %, vượt 50,0 %' : '150.0%');
		expect(words).toContain(vi ? '3 sáng kiến được phê duyệt ÷ chỉ tiêu giao 2' : '÷');
		const five = await page.locator('.five dd strong').allTextContents();
		expect(five).toEqual([vi ? '4.000' : '4,000', '1', '1', '4', '3']);
		const members = page.locator('.five .note').first();
		expect(await members.textContent()).toBe(
			vi ? 'Cộng từ các đơn vị bên dưới.' : 'Summed from the units below.',
		);
		if (javaScript) {
			await scrollThrough(page);
			await expectAccessible(page);
		}
	});

	test('asks for a past date under an older tree, and the address says so', async () => {
		const page = await open('/bang-so-lieu');
		const choices = page.locator('search');
		await choices.locator('summary').click();
		await choices.locator('[name=den-ngay]').fill(daysAgo(28));
		await choices.locator('[name=cay]').selectOption({ index: 1 });
		await choices.getByRole('button').first().click();
		await page.waitForURL(/den-ngay=/);
		const { searchParams } = new URL(page.url());
		expect([searchParams.get('den-ngay'), searchParams.get('cay')]).toEqual([daysAgo(28), '2025-06-30']);
		expect(await page.locator('#tong-hop .stat.large .value .num').textContent()).toBe('2');
		expect(await page.locator('main').textContent()).toContain(formatDate(daysAgo(28)));
		// The link to a part of the page carries all of it.
		const link = page.locator('#don-vi .foot > a');
		const href = new URL((await link.getAttribute('href'))!, tested.url);
		expect(href.searchParams.get('den-ngay')).toBe(daysAgo(28));
		expect(href.hash).toBe('#don-vi');
		// What is not counted by day is not shown as if it were.
		expect(await page.locator('#gia-tri').count()).toBe(0);
	});

	test('reads each chart, as a picture or in its table', async () => {
		const page = await open('/bang-so-lieu');
		const charts = page.locator('[data-chart]');
		expect(await charts.count()).toBe(4);
		for (const picture of await charts.locator('img').all()) {
			await picture.scrollIntoViewIfNeeded();
			expect(await picture.getAttribute('alt')).toMatch(/\S/);
			const answer = await page.request.get((await picture.getAttribute('src'))!);
			expect([answer.status(), answer.headers()['content-type']]).toEqual([
				200,
				'image/svg+xml; charset=utf-8',
			]);
		}
		await page.locator('#thoi-gian .table summary').click();
		const totals = await page.locator('#thoi-gian tbody tr').last().locator('td').allTextContents();
		expect(totals.map((text) => text.trim())).toEqual(expect.arrayContaining(['4', '3']));
	});

	test('finds a province from the map, and its own page has the same', async () => {
		const page = await open('/bang-so-lieu');
		if (javaScript) {
			await page.locator('#ban-do [data-chart]').scrollIntoViewIfNeeded();
			const province = page.locator('#ban-do .drawn a[href*="/don-vi/HN"]');
			await province.waitFor();
			await province.focus();
			expect(await page.locator('#ban-do .tip').textContent()).toBe('LĐLĐ Hà Nội: 2');
			await page.keyboard.press('Enter');
		} else {
			await page.locator('#ban-do > details summary').click();
			await page.locator('#ban-do > details a[href*="/don-vi/HN"]').first().click();
		}
		await page.waitForURL('**/don-vi/HN**');
		expect(await page.locator('#tong-hop .stat.large .value .num').textContent()).toBe('2');
		expect(await page.locator('#thoi-gian [data-chart]').count()).toBe(2);
		if (javaScript) {
			await scrollThrough(page);
			await expectAccessible(page);
		}
	});

	test('sees one huge value as such', async () => {
		const page = await open('/bang-so-lieu');
		const words = (await page.locator('#gia-tri').textContent())!;
		expect(words).toContain(vi ? '500 tỷ đồng' : '500 billion');
		expect(words).toContain(vi ? '33,3 %' : '33.3%');
		expect(words).toContain(vi ? '100,0 %' : '100.0%');
	});

	test('takes a table along, and it says what the page says', async () => {
		const page = await open('/bang-so-lieu?dem=luot-nop');
		const shown = await tableTexts(page, 'don-vi');
		await page.locator('#don-vi .foot summary').last().click();
		const file = async (name: string) => {
			const href = await page
				.locator('#don-vi .foot')
				.getByRole('link', { name, exact: true })
				.getAttribute('href');
			return page.request.get(href!);
		};
		const csv = await file('CSV');
		expect(csv.headers()['content-disposition']).toMatch(/filename="xem-TLD-don-vi-\d+\.csv"/);
		const raw = (await csv.body()).toString('utf8');
		expect(raw).not.toMatch(/^=/m);
		const lists = [
			await readWorkbook(await csv.body(), 'a.csv'),
			await readWorkbook(await (await file('XLSX')).body(), 'a.xlsx'),
		];
		for (const { sheets } of lists) {
			const [head, ...rows] = sheets[0]!.rows.map((row) => row.map(cellText));
			const [name, submitted] = [0, head!.indexOf(vi ? 'Lượt nộp' : 'Submissions')];
			const taken = rows.slice(0, shown.length).map((row) => [row[name], row[submitted]]);
			expect(taken).toEqual(shown.map((row) => [row[0], row[1]]));
		}
		const answer = await (await file('JSON')).json();
		const fromApi = answer.rows.map((row: Record<string, unknown>) => [row.unit, String(row.submitted)]);
		expect(fromApi).toEqual(shown.map((row) => [row[0], row[1]]));
		expect(answer.definitions.length).toBeGreaterThan(0);
	});

	test('learns what a figure means', async () => {
		const page = await open('/bang-so-lieu');
		await page.locator('#don-vi .foot summary').first().click();
		await page.locator('#don-vi .foot a[href$="#attainment"]').click();
		await page.waitForURL('**/bang-so-lieu/dinh-nghia#attainment');
		expect(await page.locator('#attainment dd').last().textContent()).toContain('570 ÷ 265');
		if (javaScript) await expectAccessible(page);
	});
});
