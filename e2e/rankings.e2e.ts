import { beforeAll, describe, expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { periodsOf, WHOLE } from '#features/targets/rules/periods.ts';
import { addClusters } from '#features/units/commands.ts';
import { makeScope } from '#features/units/rules.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { changeTree } from '#portal/tree.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { type TestPortal, testPortal } from '#testing/portal.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';

let tested: TestPortal;
let programme: Programme;
const at = (daysAgo: number) => new Date(startOfLocalDate(addDays(TODAY, -daysAgo)).getTime() + 36_000_000);

beforeAll(async () => {
	tested = await testPortal();
	const { db } = tested.portal;
	const units = await makeUnits(db, [
		['TINH-A', 'TLD', 'provincial_federation'],
		['TINH-B', 'TLD', 'provincial_federation'],
		['TINH-C', 'TLD', 'provincial_federation'],
		['CS-A', 'TINH-A', 'grassroots'],
		['CS-B', 'TINH-B', 'grassroots'],
	]);
	const id = (code: string) => units.get(code)!.id;
	programme = await makeProgramme(db, {
		code: 'xep-hang',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
	});
	const manager = await makePerson(db, 'manager', id('TLD'));
	const reviewer = await makePerson(db, 'reviewer', id('TLD'));
	const member = await makePerson(db, 'member', id('CS-A'));
	const cluster = { code: 'cum-1', name: 'Cụm thi đua số một', owner: 'TLD', head: null, sample: false };
	await db.transaction(async (tx) => {
		await addClusters(tx, [cluster]);
		const rows = ['TINH-A', 'TINH-B'].map((code) => ({
			code,
			name: units.get(code)!.name,
			kind: units.get(code)!.kind,
			parent: 'TLD',
			from: '2019-01-01',
			cluster: 'cum-1',
			members: code === 'TINH-A' ? 1_000 : 100,
			membersAsOf: '2024-01-01',
			membersSource: 'Báo cáo',
		}));
		await changeTree(tx, rows, { today: TODAY });
	});
	const occasion = { unitId: id('TLD'), origin: 'hand', why: '' } as const;
	const quarters = periodsOf(programme).filter((period) => period.quarter);
	for (const period of [WHOLE, ...quarters]) {
		const numbers = { 'TINH-A': 2, 'TINH-B': 4 };
		const asked = Object.entries(numbers).map(([code, number]) => ({
			phaseId: period.phaseId,
			quarter: period.quarter,
			unitId: id(code),
			kind: 'assigned' as const,
			number,
		}));
		await db.transaction((tx) => publishTargets(tx, manager, programme, asked, occasion, at(90)));
	}
	for (const [unit, count] of [
		['CS-A', 3],
		['CS-B', 2],
	] as const) {
		const submissions = Array.from({ length: count }, (_, index) => ({
			initiative: newInitiative(programme, member, id(unit), `Sáng kiến ${unit} ${index}`),
			kind: 'self' as const,
			key: `${unit} ${index}`,
		}));
		const scope = makeScope({ all: true });
		const made = await db.transaction((tx) =>
			submitInitiatives(tx, member.accountId, scope, programme, submissions, at(5)),
		);
		const requests = made.map(({ id: initiative }) => ({
			id: initiative,
			action: 'approve' as const,
			note: '',
		}));
		await db.transaction((tx) => decide(tx, reviewer, [programme], requests, at(3)));
	}
	await foldAll(db);
});

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
	type Page = Awaited<ReturnType<typeof open>>;
	// Axe runs in the page, so it needs JavaScript there.
	const check = async (page: Page) => javaScript && (await expectAccessible(page));
	const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
	const order = async (page: Page) => {
		const names = await page.locator('table').first().locator('tbody th').allTextContents();
		return names.map((name) => name.trim());
	};

	test('compares units by one measure and by another, with every number named', async () => {
		const page = await open('/');
		if (width < 720) await page.getByText('Menu', { exact: true }).click();
		await page
			.getByRole('link', { name: vi ? 'Xếp hạng' : 'Rankings', exact: true })
			.first()
			.click();
		await page.waitForURL(/xep-hang/);
		await page.goto('/xep-hang?ky=');
		expect(await order(page)).toEqual(['Đơn vị TINH-A', 'Đơn vị TINH-B']);
		expect(await row(page, 'TINH-A').textContent()).toContain(vi ? '150,0 %' : '150.0%');
		expect(await page.getByText(vi ? 'chỉ tiêu có hiệu lực' : 'the target in force').count()).toBeGreaterThan(
			0,
		);
		// Without a target there is no place, but a reason.
		await page.getByText(vi ? '1 đơn vị không có hạng' : '1 unit without a place').click();
		expect(await row(page, 'TINH-C').textContent()).toContain(vi ? 'Chưa có' : 'Has not got');
		await check(page);
		await page.getByRole('link', { name: vi ? 'Trên 1.000 đoàn viên' : 'Per 1,000 members' }).click();
		await page.waitForURL(/theo=tren-1000-doan-vien/);
		expect(await order(page)).toEqual(['Đơn vị TINH-B', 'Đơn vị TINH-A']);
		expect(await row(page, 'TINH-B').textContent()).toContain(vi ? '20,0' : '20.0');
		await check(page);
		await row(page, 'TINH-B').getByRole('link', { name: '2', exact: true }).click();
		await page.waitForURL(/so-lieu/);
		expect(await page.getByText('Sáng kiến CS-B 1').count()).toBeGreaterThan(0);
	});

	test('asks for a day of the past by typing it, and is told of one that has not come', async () => {
		const page = await open('/xep-hang?ky=&theo=so-sang-kien');
		await page
			.getByText(vi ? 'Bộ lọc' : 'Filters', { exact: false })
			.first()
			.press('Enter');
		await page.fill('input[name=ngay]', formatDate(addDays(TODAY, -4)));
		await page.press('input[name=ngay]', 'Enter');
		await page.waitForURL(/ngay=/);
		expect(await row(page, 'TINH-A').textContent()).toContain('0');
		expect(await page.getByText(formatDate(addDays(TODAY, -4))).count()).toBeGreaterThan(0);
		await check(page);
		await page.goto(`/xep-hang?ky=&ngay=${addDays(TODAY, 3)}`);
		expect(await page.getByText(vi ? 'Ngày này chưa tới' : 'has not come yet').count()).toBe(1);
		await check(page);
	});

	test('tries another rule, which is marked as not official, and shares its link', async () => {
		const page = await open('/xep-hang?ky=');
		await page.getByText(vi ? 'Thử xếp theo quy tắc khác' : 'Try another rule').click();
		await page.selectOption('select[name=thu]', 'tren-1000-doan-vien');
		await page.fill('input[name=thu-doan-vien-tu]', '50');
		await page.getByRole('button', { name: vi ? 'Xem thử' : 'Try it' }).click();
		await page.waitForURL(/thu=tren-1000-doan-vien/);
		const notice = vi ? 'Bảng thử, không phải xếp hạng chính thức' : 'A trial, not the official ranking';
		expect(await page.getByText(notice).count()).toBe(1);
		expect(await order(page)).toEqual(['Đơn vị TINH-B', 'Đơn vị TINH-A']);
		expect(await row(page, 'TINH-B').textContent()).toContain('▲');
		await check(page);
		const again = await open(new URL(page.url()).pathname + new URL(page.url()).search);
		expect(await order(again)).toEqual(['Đơn vị TINH-B', 'Đơn vị TINH-A']);
	});

	test('sees clusters, and who meets both conditions of the quarter', async () => {
		const page = await open('/xep-hang?ky=');
		await page
			.getByRole('link', { name: vi ? 'Xếp hạng trong từng cụm' : 'Rankings inside clusters' })
			.click();
		await page.waitForURL(/cum/);
		expect(await page.getByRole('heading', { name: 'Cụm thi đua số một' }).count()).toBe(1);
		await check(page);
		await page.goto('/xep-hang/quy');
		await check(page);
		const quarter = page.getByRole('region', { name: 'Cụm thi đua số một' });
		expect(await quarter.textContent()).toContain('Đơn vị TINH-A');
	});

	test('takes the table along, with its rule inside', async () => {
		const page = await open('/xep-hang?ky=');
		const href = await page.getByRole('link', { name: vi ? 'Tải CSV' : 'Download CSV' }).getAttribute('href');
		const csv = await (await page.request.get(href!)).text();
		expect(csv).toContain(
			vi
				? 'số sáng kiến được phê duyệt ÷ chỉ tiêu có hiệu lực'
				: 'approved initiatives ÷ the target in force',
		);
		expect(csv).toContain('1,TINH-A,Đơn vị TINH-A,3,,2,');
		const json = await (await page.request.get(href!.replace('dang=csv', 'dang=json'))).json();
		expect(json.places[0]).toMatchObject({ code: 'TINH-A', rank: 1, tenths: 1500 });
		const api = await (
			await page.request.get('/api/v1/rankings?period=&measure=per_members&trial_measure=count')
		).json();
		expect(api.places[0]).toMatchObject({ code: 'TINH-A', official: { rank: 2, moved: 1 } });
	});
});
