import { beforeAll, describe, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import type { Unit } from '#features/units/schema.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { type TestPortal, testPortal } from '#testing/portal.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const TITLE = 'Cải tiến máy rải đá';
const WAITING = 'Gá hàn đang chờ duyệt';
const SECRET = 'Hợp kim chịu nhiệt';

let tested: TestPortal;
let programme: Programme;
let units: Map<string, Unit>;
let member: Actor;
let reviewer: Actor;
const ids: Record<string, number> = {};

beforeAll(async () => {
	tested = await testPortal();
	const { db } = tested.portal;
	units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		['CS-A', 'TINH', 'grassroots'],
	]);
	programme = await makeProgramme(db, {
		code: 'tim',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
	});
	member = await makePerson(db, 'member', units.get('TLD')!.id);
	reviewer = await makePerson(db, 'reviewer', units.get('TLD')!.id);
	for (const title of [TITLE, WAITING, SECRET]) ids[title] = await submit(title, title === SECRET);
	await approve(ids[TITLE]!);
	await approve(ids[SECRET]!);
});

async function submit(title: string, confidential = false): Promise<number> {
	const initiative = newInitiative(programme, member, units.get('CS-A')!.id, title, { confidential });
	const { db } = tested.portal;
	const [submitted] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			member.accountId,
			scopeOf(member, 'submit'),
			programme,
			[{ initiative, kind: 'self', key: title }],
			new Date(),
		),
	);
	await foldAll(db);
	return submitted!.id;
}

async function approve(id: number): Promise<void> {
	const { db } = tested.portal;
	const request = { id, action: 'approve' as const, note: '' };
	await db.transaction((tx) => decide(tx, reviewer, [programme], [request], new Date()));
	await foldAll(db);
}

describe.each([
	{ width: 360, javaScript: true, locale: 'vi' as const },
	{ width: 1280, javaScript: false, locale: 'en' as const },
])('a reader at $width px, JavaScript $javaScript, $locale', ({ width, javaScript, locale }) => {
	const open = async (path: string) => {
		const page = await newPage({ baseURL: tested.url, width, javaScript, locale });
		await page.context().addCookies([{ name: 'lang', value: locale, url: tested.url }]);
		await page.goto(path);
		return page;
	};
	// Axe runs in the page, so it needs JavaScript there.
	const check = async (page: Awaited<ReturnType<typeof open>>) =>
		javaScript && (await expectAccessible(page));

	test.each(['máy rải đá', 'may rai da'])('finds an approved initiative by «%s»', async (words) => {
		const page = await open('/sang-kien');
		await page.fill('input[name=q]', words);
		await page.press('input[name=q]', 'Enter');
		await page.waitForURL(/q=/);
		await check(page);
		await page.getByRole('link', { name: TITLE }).click();
		await page.waitForURL(/SK-/);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(TITLE);
		expect(await page.getByText('Nay làm bằng máy.').count()).toBe(1);
		await check(page);
	});

	test('chooses among the units that were found for what was typed', async () => {
		const page = await open(`/sang-kien?${new URLSearchParams({ 'don-vi_query': 'don vi cs' })}`);
		await page.getByRole('radio', { name: 'Đơn vị CS-A' }).check();
		await check(page);
		await page.locator('details').getByRole('button').last().click();
		await page.waitForURL(/don-vi=CS-A/);
		expect(await page.getByRole('link', { name: TITLE }).count()).toBe(1);
	});

	test('is told nothing of one that waits but that it is there', async () => {
		const page = await open(`/sang-kien/${codeOf(ids[WAITING]!)}`);
		expect(await page.content()).not.toContain(WAITING);
		await page.goto(`/sang-kien?q=${encodeURIComponent('gá hàn')}`);
		expect(await page.locator('a[href^="/sang-kien/SK-"]').count()).toBe(0);
		await check(page);
	});

	test('reads name and effect alone of a technology secret', async () => {
		const page = await open(`/sang-kien/${codeOf(ids[SECRET]!)}`);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(SECRET);
		expect(await page.content()).not.toContain('Nay làm bằng máy.');
		expect(await page.content()).not.toContain(member.name);
	});

	test('opens the rows behind a figure and counts as many', async () => {
		const page = await open('/');
		await check(page);
		await page.locator('a[href*="/so-lieu?"][href*="measure=submitted"]').first().click();
		await page.waitForURL(/so-lieu/);
		await check(page);
		const rows = await page.locator('tbody tr').count();
		const answer = await page.request.get('/api/v1/figures');
		const figures: { totals: { submitted: { n: number } } } = await answer.json();
		expect(rows).toBe(figures.totals.submitted.n);
		expect(await page.content()).not.toContain(WAITING);
	});

	test('finds a unit and its figures', async () => {
		const page = await open('/don-vi');
		await check(page);
		await page.fill('input[name=q]', 'don vi tinh');
		await page.press('input[name=q]', 'Enter');
		await page.waitForURL(/q=/);
		await page.locator('a[href="/don-vi/TINH"]').click();
		await page.waitForURL(/TINH/);
		await check(page);
	});
});

test('the home page follows a submission without a reload', async () => {
	const page = await newPage({ baseURL: tested.url, width: 1280 });
	await page.goto('/');
	const count = page.locator('.stat .value .num').nth(1);
	const before = Number(await count.textContent());
	await page.evaluate(() => Object.assign(window, { stayed: true }));
	await submit('Vừa mới nộp thêm');
	await expect.poll(async () => Number(await count.textContent()), { timeout: 15_000 }).toBe(before + 1);
	expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
});

test('figures answer 304 while nothing changes', async () => {
	const first = await fetch(`${tested.url}/api/v1/figures`);
	const etag = first.headers.get('etag') ?? '';
	const again = await fetch(`${tested.url}/api/v1/figures`, { headers: { 'if-none-match': etag } });
	expect([first.status, again.status]).toEqual([200, 304]);
});

test('unknown, malformed and differently written codes are not there', async () => {
	const answers = await Promise.all(
		['SK-999999999', 'abc', `sk-${ids[TITLE]}`, `${ids[TITLE]}`, 'SK-0'].map(async (code) => {
			const response = await fetch(`${tested.url}/sang-kien/${code}`, { headers: { accept: 'text/html' } });
			return { status: response.status, length: (await response.text()).length > 0 };
		}),
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
});
