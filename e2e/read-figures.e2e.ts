import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { cellText } from '#platform/excel/workbook.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { type TestPortal, testPortal } from '#testing/portal.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';

const HUGE = 500_000_000_000;
const on = (daysAgo: number) => addDays(TODAY, -daysAgo);
const at = (daysAgo: number) => new Date(startOfLocalDate(on(daysAgo)).getTime() + 36_000_000);

let tested: TestPortal;
let programme: Programme;
let member: Actor;
let reviewer: Actor;

beforeAll(async () => {
	tested = await testPortal();
	const { db } = tested.portal;
	await makeUnits(db, [['NGANH', 'TLD', 'central_industry']]);
	const province = (code: string, number: string, name: string) => ({
		code,
		name,
		kind: 'provincial_federation' as const,
		parent: 'TLD',
		from: '2018-01-01',
		province: number,
		members: 2_000,
		membersAsOf: '2026-01-01',
		membersSource: 'Báo cáo năm',
	});
	const provinces = [province('HN', '01', 'LĐLĐ Hà Nội'), province('TH', '38', '=LĐLĐ <b>Thanh Hóa</b>')];
	await db.transaction((tx) => addUnits(tx, provinces, { today: TODAY }));
	programme = await makeProgramme(db, {
		code: 'xem',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
		campaigns: [
			{ code: 'cd', phase: 'gd1', name: { vi: 'Cao điểm', en: 'Peak days' }, from: on(40), to: on(20) },
		],
	});
	const root = (await unitByCode(db, 'TLD'))!.id;
	member = await makePerson(db, 'member', root);
	reviewer = await makePerson(db, 'reviewer', root);
	const manager = await makePerson(db, 'manager', root);
	await db.transaction((tx) =>
		publishTargets(
			tx,
			manager,
			programme,
			[{ ...WHOLE, unitId: root, kind: 'assigned', number: 2 }],
			{ unitId: root, origin: 'hand', why: 'Kế hoạch' },
			at(90),
		),
	);
	await approve(await submit('Một', 60, 'HN', HUGE), 50);
	await approve(await submit('Hai', 40, 'HN', 4_000_000), 30);
	await approve(await submit('Ba', 30, 'TH', 2_000_000), 25);
	await submit('Bốn', 10, 'NGANH', 0);
	await foldAll(db);
});

async function submit(title: string, daysAgo: number, unit: string, benefit: number): Promise<number> {
	const { db } = tested.portal;
	const { id } = (await unitByCode(db, unit))!;
	const initiative = newInitiative(programme, member, id, title, { benefit });
	const scope = scopeOf(member, 'submit');
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scope,
			programme,
			[{ initiative, kind: 'self', key: title }],
			at(daysAgo),
		),
	);
	return submitted!.id;
}

async function approve(id: number, daysAgo: number): Promise<void> {
	const request = { id, action: 'approve' as const, note: '' };
	await tested.portal.db.transaction((tx) => decide(tx, reviewer, [programme], [request], at(daysAgo)));
}

/** Everything comes into sight once, as when a reader scrolls through. */
async function scrollThrough(page: Page): Promise<void> {
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	for (let y = 0; y < height; y += 500) {
		await page.evaluate((top) => window.scrollTo(0, top), y);
		await page.waitForTimeout(30);
	}
}

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
	{ width: 1280, javaScript: true, locale: 'en' as const },
	{ width: 360, javaScript: false, locale: 'en' as const },
	{ width: 1280, javaScript: false, locale: 'vi' as const },
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
		expect(words).toContain(vi ? 'đạt 150,0 %, vượt 50,0 %' : '150.0 %');
		expect(words).toContain(vi ? '3 sáng kiến được phê duyệt ÷ chỉ tiêu giao 2' : '÷');
		const five = await page.locator('.five dd strong').allTextContents();
		expect(five).toEqual(['—', '0', '1', '4', '3']);
		if (javaScript) {
			await scrollThrough(page);
			await expectAccessible(page);
		}
	});

	test('asks for a past date under an older tree, and the address says so', async () => {
		const page = await open('/bang-so-lieu');
		const choices = page.locator('search');
		await choices.locator('summary').click();
		await choices.locator('[name=den-ngay]').fill(on(28));
		await choices.locator('[name=cay]').selectOption({ index: 1 });
		await choices.getByRole('button').first().click();
		await page.waitForURL(/den-ngay=/);
		const { searchParams } = new URL(page.url());
		expect([searchParams.get('den-ngay'), searchParams.get('cay')]).toEqual([on(28), '2025-06-30']);
		expect(await page.locator('#tong-hop .stat.large .value .num').textContent()).toBe('2');
		expect(await page.locator('main').textContent()).toContain(formatDate(on(28)));
		// The link to a part of the page carries all of it.
		const link = page.locator('#don-vi .foot > a');
		const href = new URL((await link.getAttribute('href'))!, tested.url);
		expect(href.searchParams.get('den-ngay')).toBe(on(28));
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
		expect(words).toContain(vi ? '33,3 %' : '33.3 %');
		expect(words).toContain(vi ? '100,0 %' : '100.0 %');
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

test('a chart comes when it is seen, and is walked through by keyboard', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280 });
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto('/bang-so-lieu?buoc=thang');
	await page.waitForLoadState('networkidle');
	expect(asked.filter((url) => url.includes('/hinh/gia-tri'))).toEqual([]);
	const slider = page.locator('#thoi-gian').getByRole('slider').first();
	await page.locator('#thoi-gian [data-chart]').first().scrollIntoViewIfNeeded();
	await slider.waitFor();
	await slider.focus();
	const last = await slider.getAttribute('aria-valuetext');
	expect(last).toMatch(/lũy kế 3 sáng kiến được phê duyệt/);
	await page.keyboard.press('Home');
	expect(await slider.getAttribute('aria-valuenow')).toBe('1');
	const first = await slider.getAttribute('aria-valuetext');
	expect(first).not.toBe(last);
	expect(await page.locator('#thoi-gian .tip').first().textContent()).toBe(first);
	await page.keyboard.press('End');
	expect(await slider.getAttribute('aria-valuetext')).toBe(last);
	await page.keyboard.press('Escape');
	expect(await page.locator('#thoi-gian .tip').first().isHidden()).toBe(true);
});

test('on paper there are figures and charts, and nothing to press', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280 });
	await page.goto('/bang-so-lieu');
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await page.emulateMedia({ media: 'print' });
	const drawn = () =>
		page
			.locator('[data-chart] img')
			.evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0));
	await expect.poll(drawn, { timeout: 20_000 }).toBe(true);
	expect(await page.locator('search').first().isVisible()).toBe(false);
	expect(await page.locator('#don-vi .foot').isVisible()).toBe(false);
	expect(await page.locator('#don-vi table').isVisible()).toBe(true);
	expect(await page.locator('#tong-hop .stat.large').isVisible()).toBe(true);
});

test('a wide page in English is clear to everybody, every table of it opened', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280, locale: 'en' });
	await page.context().addCookies([{ name: 'lang', value: 'en', url: tested.url }]);
	await page.goto('/bang-so-lieu?tat-ca=1');
	await scrollThrough(page);
	for (const summary of await page.locator('main details:not([open]) > summary').all()) await summary.click();
	await expectAccessible(page);
});

test('a name in a picture, a page and a file is a name and nothing else', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280 });
	await page.goto('/bang-so-lieu');
	expect(await page.locator('main b', { hasText: 'Thanh Hóa' }).count()).toBe(0);
	const map = await (await page.request.get('/bang-so-lieu/hinh/ban-do')).text();
	expect(map).toContain('=LĐLĐ &lt;b&gt;Thanh Hóa');
	const csv = await (await page.request.get('/bang-so-lieu/tai-ve/don-vi.csv')).text();
	expect(csv).toContain("'=LĐLĐ <b>Thanh Hóa</b>");
});

test('what does not exist is not there', async () => {
	for (const path of [
		'/bang-so-lieu?den-ngay=2022-02-30',
		`/bang-so-lieu?den-ngay=${addDays(TODAY, 2)}`,
		'/bang-so-lieu?ky=khong-co',
		'/bang-so-lieu/hinh/khong-co',
		'/bang-so-lieu/hinh/luy-ke?co=khong-lo',
		'/bang-so-lieu/hinh/ban-do?don-vi=HN',
		'/bang-so-lieu/tai-ve/don-vi.exe',
		'/bang-so-lieu/tai-ve/gia-tri.csv?den-ngay=2026-01-02',
		'/api/v1/figures/tables/don-vi?period=khong-co',
	])
		expect([path, (await fetch(tested.url + path)).status]).toEqual([path, 404]);
});

test('the page follows a submission without a reload, its charts too', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280 });
	await page.goto('/bang-so-lieu?dem=luot-nop');
	await page.locator('#thoi-gian [data-chart]').first().scrollIntoViewIfNeeded();
	const slider = page.locator('#thoi-gian').getByRole('slider').first();
	await slider.waitFor();
	await page.evaluate(() => Object.assign(window, { stayed: true }));
	await submit('Vừa mới nộp', 0, 'TH', 0);
	await expect
		.poll(() => slider.getAttribute('aria-valuetext'), { timeout: 20_000 })
		.toMatch(/lũy kế 5 lượt nộp/);
	expect(await page.locator('.five dd strong').nth(3).textContent()).toBe('5');
	expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
});
