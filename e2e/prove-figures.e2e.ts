import { describe, expect, test } from 'vitest';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { daysAgo, figuresWorld } from '#testing/figures.ts';
import { testPortal } from '#testing/portal.ts';

const tested = await testPortal();
await figuresWorld(tested.portal.db);

describe.each([
	{ width: 360, javaScript: false },
	{ width: 1280, javaScript: true },
])('a reader at $width px, JavaScript $javaScript', ({ width, javaScript }) => {
	const open = async (path: string) => {
		const page = await newPage({ baseURL: tested.url, width, javaScript });
		await page.goto(path);
		return page;
	};
	type Page = Awaited<ReturnType<typeof open>>;
	const check = async (page: Page) => {
		if (javaScript) await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	};
	const value = (page: Page) => page.locator('main .stat .num').textContent();
	const formula = (page: Page) => page.locator('main .formula').allTextContents();
	/** The only table, cell by cell. */
	const rows = (page: Page) =>
		page
			.locator('main tbody tr')
			.evaluateAll((found) =>
				found.map((row) =>
					[...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim()),
				),
			);

	test('opens a share, both its numbers, and the rows of each', async () => {
		const page = await open('/bang-so-lieu');
		await page.locator('#tong-hop .stat.large .target a').click();
		await page.waitForURL('**/so-lieu?figure=attainment**');
		expect(await value(page)).toBe('150,0 %');
		expect(await formula(page)).toEqual(['3 ÷ 2 × 100 % = 150,0 %']);
		expect(await page.locator('main').textContent()).toContain('Kết quả ÷ chỉ tiêu × 100 %');
		expect(await page.locator('main .source').textContent()).toContain('sự kiện');
		await check(page);
		const links = page.locator('main tbody th a');
		expect(await links.allTextContents()).toEqual(['Sáng kiến được phê duyệt', 'Chỉ tiêu (Giao)']);
		await links.first().click();
		await page.waitForURL(/\/so-lieu\?.*measure=approved/);
		expect(await page.locator('main tbody tr').count()).toBe(3);
		await page.goBack();
		await links.last().click();
		await page.waitForURL('**/so-lieu?figure=target**');
		expect(await value(page)).toBe('2');
		await check(page);
		await page.goto(page.url().replace('figure=target', 'figure=excess'));
		expect(await formula(page)).toEqual(['3 ÷ 2 × 100 % = 150,0 %', '150,0 % − 100 % = 50,0 %']);
	});

	test('opens members by the units that they are summed from, with date and source', async () => {
		const page = await open('/bang-so-lieu');
		await page.locator('.five dd a').first().click();
		await page.waitForURL('**/so-lieu?figure=members**');
		expect(await value(page)).toBe('4.000');
		const told = await rows(page);
		expect(told.toSorted()).toEqual(
			['=LĐLĐ <b>Thanh Hóa</b>', 'LĐLĐ Hà Nội'].map((name) => [name, '01/01/2026', 'Báo cáo năm', '2.000']),
		);
		await check(page);
	});

	test('opens persons by unit, and is shown no name', async () => {
		const page = await open('/so-lieu?figure=authors&programme=xem&unit=TLD');
		expect(await value(page)).toBe('1');
		expect((await rows(page)).map((row) => row.at(-1))).toEqual(['1', '1', '1', '-2']);
		expect(await page.locator('main').textContent()).not.toContain('Người Thứ');
		await check(page);
	});

	test('opens the share of a part with all the others, and what it is rounded from', async () => {
		const page = await open('/bang-so-lieu');
		await page.locator('#co-cau a[href*="by=kind"]:visible').first().click();
		await page.waitForURL('**/so-lieu?figure=share**');
		expect(await value(page)).toBe('100,0 %');
		expect(await formula(page)).toEqual([
			'3 ÷ 3 × 100 % = 100 %',
			'Làm tròn cùng với các phần khác để cộng lại đúng 100 %: 100,0 %',
		]);
		await check(page);
		await page.locator('main tbody th a').first().click();
		await page.waitForURL(/\/so-lieu\?.*kind=/);
		expect(await page.locator('main tbody tr').count()).toBe(3);
		await page.goto('/so-lieu?figure=share&programme=xem&unit=TLD&by=band&part=8&weighed=dong');
		expect((await rows(page)).map((row) => row.slice(1))).toContainEqual([
			'500.000.000.000',
			'99,998… %',
			'100,0 %',
		]);
		await check(page);
	});

	test('opens the plan of a day by the targets that its line goes through', async () => {
		const page = await open('/bang-so-lieu');
		await page.locator('#thoi-gian summary').first().click();
		await page.locator('#thoi-gian a[href*="figure=plan"]').last().click();
		await page.waitForURL('**/so-lieu?figure=plan**');
		expect((await formula(page))[0]).toMatch(/^0 \+ \(2 − 0\) × \d+ ÷ \d+ = \d$/);
		await check(page);
		await page.locator('main tbody th a').first().click();
		await page.waitForURL('**/so-lieu?figure=target**');
		expect(await value(page)).toBe('2');
	});

	test('sees what each row of a past day adds to the sum', async () => {
		const page = await open(`/so-lieu?programme=xem&unit=TLD&measure=approved&to=${daysAgo(26)}`);
		const told = await rows(page);
		expect(told.map((row) => row.at(-1))).toEqual(['4.000.000', '500.000.000.000']);
		expect(await page.locator('main').textContent()).toContain('500.004.000.000 đồng');
		await check(page);
	});
});

test('the API tells the same', async () => {
	const get = async (path: string) => (await fetch(`${tested.url}/api/v1/figures/${path}`)).json();
	const proof = await get('proof?figure=attainment&programme=xem&unit=TLD');
	expect(proof).toMatchObject({ value: 1500, ratio: { numerator: { n: 3 }, denominator: { n: 2 } } });
	const { rows } = await (await fetch(tested.url + proof.ratio.numerator.behind)).json();
	expect(rows).toHaveLength(3);
	const target = await (await fetch(tested.url + proof.ratio.denominator.behind)).json();
	expect(target).toMatchObject({
		figure: 'target',
		value: 2,
		parts: [{ n: 2, record: { kind: 'assigned' } }],
	});
	const share = await get('proof?figure=share&programme=xem&unit=TLD&by=kind&part=self');
	expect(share).toMatchObject({
		value: 1000,
		whole: { n: '3', parts: [{ part: 'self', n: '3', share: 1000 }] },
	});
	const part = await (await fetch(tested.url + share.whole.parts[0].behind)).json();
	expect(part.rows).toHaveLength(3);
	const plan = await get(`proof?figure=plan&programme=xem&unit=TLD&day=${daysAgo(0)}`);
	expect(plan).toMatchObject({ plan: { to: { value: 2 }, targets: [{ n: 2, kind: 'assigned' }] } });
	const { links } = await get('tables/don-vi?programme=xem');
	expect(links[0].attained).toContain('/so-lieu?figure=attainment');
});
