import { expect, it } from 'vitest';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeUnits } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const units = await makeUnits(portal.db, [['LDLDS', 'TLD', 'provincial_federation']]);
const reviewer = await makePerson(portal.db, 'reviewer', units.get('LDLDS')!.id);

function cookie(header: string) {
	const [name = '', value = ''] = header.split('=');
	return { name, value };
}

it.each([
	['vi', 1280, true],
	['en', 360, false],
] as const)(
	'who may not open a page is told so in the portal, with the way on (%s, %i px)',
	async (locale, width, javaScript) => {
		const page = await newPage({ baseURL: url, width, javaScript });
		await page.context().addCookies([{ ...cookie(await cookieOf(reviewer)), url }]);
		await page.goto(`/?lang=${locale}`);
		const answer = await page.goto('/nhap-danh-sach');
		expect(answer!.status()).toBe(403);
		expect(new URL(page.url()).pathname).toBe('/nhap-danh-sach');
		const heading = locale === 'vi' ? 'Bạn không có quyền vào trang này' : 'You may not open this page';
		await page.getByRole('heading', { level: 1, name: heading }).waitFor();
		expect(await page.content()).not.toContain('errors.');
		if (javaScript) await expectAccessible(page);
		await page.getByRole('main').getByRole('link').first().click();
		await page.waitForURL(url);
	},
);

it('a form of another site is refused on a page that says why', async () => {
	const headers = {
		accept: 'text/html',
		origin: 'https://elsewhere.example',
		'sec-fetch-site': 'cross-site',
	};
	const answer = await fetch(`${url}/dang-nhap`, {
		method: 'POST',
		headers,
		body: new URLSearchParams({ a: '1' }),
	});
	expect(answer.status).toBe(403);
	expect(await answer.text()).toContain('Yêu cầu đến từ trang khác nên bị từ chối.');
});

it('when all else fails, a page with its own style still says what to do', async () => {
	const page = await newPage({ baseURL: url, width: 360 });
	await page.context().addCookies([{ ...cookie(await cookieOf(reviewer)), url }]);
	await portal.db.rows(sql`alter table sessions rename to lost`);
	const answer = await page.goto('/');
	await portal.db.rows(sql`alter table lost rename to sessions`);
	expect(answer!.status()).toBe(500);
	await page.getByRole('heading', { level: 1, name: 'Không mở được trang này' }).waitFor();
	expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe('0px');
	await expectAccessible(page);
	await page.getByRole('link').click();
	await page
		.getByRole('heading', { level: 1, name: 'Không mở được trang này' })
		.waitFor({ state: 'detached' });
});
