import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#features/people/rules.ts';
import { freezeFigures } from '#features/statistics/commands/snapshots.ts';
import { addDays } from '#platform/clock/clock.ts';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { progressWorld } from '#testing/progress.ts';
import { TODAY } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const { programme, people, submit, decide, assign } = await progressWorld(db);

/** Two approved in the first phase, one of three in the second, another after the day that is frozen. */
const first = await submit('CS1', 60, 2);
await decide(first, people.officer, 'confirm', 55);
await decide(first, people.reviewer, 'approve', 50);
const second = await submit('CS1', 20, 3);
await decide(second, people.officer, 'confirm', 18);
await decide(second.slice(0, 1), people.reviewer, 'approve', 15);
await submit('XA', 20);
await decide(second.slice(1, 2), people.reviewer, 'approve', 4);
await assign('TINH', 4);

const ago = (days: number) => addDays(TODAY, -days);
const freeze = (upto: string, correctsId: number | null = null, why = '') =>
	db.transaction((tx) =>
		freezeFigures(tx, people.manager, { programme, kind: 'asked', upto, why, correctsId }, new Date()),
	);
const frozen = await freeze(ago(10));

async function pageOf(actor: Actor | null, options: PageOptions) {
	const page = await newPage({ baseURL: url, ...options });
	await page.context().addCookies([{ name: 'lang', value: options.locale ?? 'vi', url }]);
	if (!actor) return page;
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}
const said = async (page: Page, selector: string) =>
	((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim();
const row = async (page: Page, name: string) =>
	((await page.getByRole('row').filter({ hasText: name }).first().textContent()) ?? '').replace(/\s+/g, ' ');

describe.each([
	{ width: 360, javaScript: true, locale: 'vi' as const },
	{ width: 1280, javaScript: false, locale: 'en' as const },
])('a reader at $width px, JavaScript $javaScript, $locale', ({ javaScript, ...options }) => {
	const vi = options.locale === 'vi';
	const open = (path: string) =>
		pageOf(null, { javaScript, ...options }).then(async (page) => {
			await page.goto(path);
			return page;
		});
	// Axe runs in the page, so it needs JavaScript there.
	const check = async (page: Page) => javaScript && (await expectAccessible(page));

	test('finds what was frozen by kind and by day', async () => {
		const page = await open('/');
		await page.getByRole('link', { name: vi ? 'Số liệu chốt' : 'Frozen figures' }).click();
		await check(page);
		await page
			.getByRole('link', { name: vi ? 'Hết đợt cao điểm' : 'End of a campaign', exact: true })
			.click();
		await page.getByText(vi ? 'Chưa có bản chốt nào' : 'No snapshot yet').waitFor();
		await page.getByRole('link', { name: vi ? 'Theo yêu cầu' : 'On request', exact: true }).click();
		await page.getByRole('link', { name: formatDate(ago(10)) }).click();
		await page.getByRole('heading', { level: 1, name: formatDate(ago(10)) }).waitFor();
		await page.context().close();
	});

	test('opens from every frozen figure the rows of its day, and they are as many', async () => {
		const page = await open(`/so-lieu-chot/${frozen}`);
		expect(await said(page, '.stat.large .value .num')).toBe('3');
		const links = page.locator('td a[href^="/so-lieu?"]:not([href*="figure="])');
		const share = await page.locator('td a[href*="figure=attainment"]').getAttribute('href');
		const figures = await links.evaluateAll((found) =>
			found.map((link) => ({ href: link.getAttribute('href')!, n: link.textContent })),
		);
		// Two states, submissions and states of two units, two counts of each phase.
		expect(figures.map(({ n }) => n).sort()).toEqual(
			['1', '1', '1', '2', '2', '2', '3', '3', '3', '4', '5'].sort(),
		);
		for (const { href, n } of figures) {
			await page.goto(href);
			expect([href, await said(page, '.stat.large .value .num')]).toEqual([href, n]);
			expect([href, await page.locator('tbody tr').count()]).toEqual([href, Number(n)]);
		}
		await page.goto(share!);
		expect(await said(page, '.stat.large .value .num')).toBe(vi ? '25,0 %' : '25.0%');
		await page.context().close();
	});

	test('reads what each figure means, what its target is divided into, and what cannot be opened', async () => {
		const page = await open(`/so-lieu-chot/${frozen}`);
		const { position } = (await db.first<{ position: number }>(
			sql`select position from snapshots where id = ${frozen}`,
		))!;
		await page.getByText(`24h00 ${vi ? 'ngày' : 'on'} ${formatDate(ago(10))} · `).waitFor();
		expect(await said(page, 'dl')).toContain(String(position));
		await page.getByText(vi ? 'Các con số này nghĩa là gì?' : 'What do these figures mean?').click();
		const meaning = page.locator('details[open] div', {
			has: page.locator('a[href="/bang-so-lieu/dinh-nghia#attainment"]'),
		});
		expect(await meaning.textContent()).toContain('570 ÷ 265');
		// Of the three approved one came in during the second phase, whose target this is.
		expect(await row(page, 'Đơn vị TINH')).toContain(vi ? 'đạt 25,0 %' : '25.0%');
		await page
			.getByText(vi ? 'không mở được các dòng của ngày đã qua' : 'cannot be opened')
			.first()
			.waitFor();
		await check(page);
		await page.getByRole('link', { name: 'Đơn vị TINH' }).click();
		await page.waitForURL(/don-vi=TINH/);
		expect(await said(page, '.stat.large .value .num')).toBe('3');
		await page.getByRole('link', { name: 'Đơn vị CS1' }).click();
		await page.getByText(vi ? 'sâu hơn nữa' : 'for units further down').waitFor();
		await check(page);
		await page
			.getByRole('link', { name: vi ? 'Bảng số liệu của ngày này' : 'The figures of this day' })
			.click();
		await page.waitForURL(/bang-so-lieu/);
		expect(await said(page, '#tong-hop .stat.large .value .num')).toBe('3');
		const missing = await page.request.get(`${url}/so-lieu-chot/${frozen}?don-vi=KHONG-CO`);
		expect(missing.status()).toBe(404);
		await page.context().close();
	});

	test('takes the snapshot along as the page tells it', async () => {
		const page = await open(`/so-lieu-chot/${frozen}`);
		const digest = await page.locator('dd code').textContent();
		const file = async (form: string) => {
			const link = page.getByRole('link', { name: `${vi ? 'Tải' : 'Download'} ${form}` });
			return page.request.get(url + (await link.getAttribute('href')));
		};
		const json = await (await file('JSON')).json();
		expect([json.digest, json.upto]).toEqual([digest, ago(10)]);
		const count = (rows: { unitCode: string; cut: string; key: string; n: unknown }[], key: string) =>
			rows
				.filter(({ unitCode, cut }) => unitCode === 'TINH' && cut === 'state')
				.find((each) => each.key === key)?.n;
		expect([count(json.rows, 'submitted'), count(json.rows, 'approved')]).toEqual([5, 3]);
		for (const [form, name] of [
			['CSV', 'a.csv'],
			['XLSX', 'a.xlsx'],
		] as const) {
			const { sheets } = await readWorkbook(await (await file(form)).body(), name);
			const rows = sheets[0]!.rows.map((cells) => cells.map(String).slice(0, 5).join(' '));
			expect(rows).toContain('TINH Đơn vị TINH state approved 3');
		}
		await page.context().close();
	});
});

test.each([
	{ width: 1280, javaScript: true, day: 6 },
	{ width: 360, javaScript: false, day: 7 },
])(
	'a manager freezes a day and corrects it, told what is missing ($width px, JavaScript: $javaScript)',
	async ({ day, ...options }) => {
		const page = await pageOf(people.manager, options);
		const check = async () => options.javaScript && (await expectAccessible(page));
		const take = () => page.getByRole('button', { name: 'Chốt số liệu' }).click();
		await page.goto('/quan-tri/so-lieu-chot');
		await check();
		for (const [typed, why] of [
			['31/2/2026', 'Hãy nhập ngày dạng'],
			[formatDate(TODAY), 'chưa kết thúc'],
		] as const) {
			await page.getByLabel('Chốt đến hết ngày').fill(typed);
			await take();
			await page.getByText(why).first().waitFor();
			await check();
		}
		await page.getByLabel('Chốt đến hết ngày').fill(formatDate(ago(day)));
		await take();
		await page.getByText('Đã chốt số liệu').waitFor();
		await check();

		const label = `Đính chính bản ${formatDate(ago(day))} · Theo yêu cầu`;
		await page.getByLabel('Việc cần làm').selectOption({ label });
		await take();
		await page.getByText('Chưa chốt được số liệu').waitFor();
		await check();
		// What was chosen is still there.
		expect(await page.locator('select[name=corrects] option:checked').textContent()).toContain('Đính chính');
		await page.getByLabel('Lý do').fill('Thiếu <b>một</b> xã');
		await take();
		await page.getByRole('link', { name: 'Mở bản chốt' }).click();
		await page.getByText('Thiếu <b>một</b> xã').waitFor();
		await page.getByText('Không con số nào thay đổi').waitFor();
		await page.getByRole('link', { name: 'Xem bản được đính chính' }).click();
		await page.getByText('Bản chốt này đã được đính chính').waitFor();
		await page.getByText('có thể khác con số đã chốt').waitFor();
		await check();
		await page.context().close();
	},
);

test('an officer may not freeze anything, and is not shown where', async () => {
	const page = await pageOf(people.officer, { width: 1280 });
	const answer = await page.goto('/quan-tri/so-lieu-chot');
	expect(answer?.status()).toBe(403);
	expect(await page.getByRole('link', { name: 'Chốt số liệu' }).count()).toBe(0);
	await page.context().close();
});

test('a correction says in words which figures differ', async () => {
	const former = await freeze(ago(12));
	await db.rows(sql`update tally_by_day set n = n + 1 where day = ${ago(20)} and measure = 'submitted'
		and unit_id = (select id from units where code = 'TINH')`);
	const page = await pageOf(null, { width: 360 });
	await page.goto(`/so-lieu-chot/${await freeze(ago(12), former, 'Đếm thiếu.')}`);
	expect(await row(page, 'Lượt nộp, Giai đoạn 2')).toContain('Đơn vị TINHLượt nộp, Giai đoạn 2341');
	await expectAccessible(page);
	await page.context().close();
});
