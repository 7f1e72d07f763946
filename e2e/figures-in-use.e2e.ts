import { expect, test } from 'vitest';
import { addDays } from '#platform/clock/clock.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { figuresWorld, scrollThrough } from '#testing/figures.ts';
import { testPortal } from '#testing/portal.ts';
import { TODAY } from '#testing/world.ts';

/** Charts by hand and keyboard, on paper, and while figures change. */

const tested = await testPortal();
const { submit } = await figuresWorld(tested.portal.db);

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
	await page.locator('main details').evaluateAll((all) => {
		for (const each of all) each.setAttribute('open', '');
	});
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
