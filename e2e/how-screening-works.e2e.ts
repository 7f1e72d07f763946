import { expect, it } from 'vitest';
import { SCREENING_QUALITY } from '#database/facts/screening-quality.ts';
import { expectAccessible, newPage } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makeUnits } from '#testing/world.ts';

const { url, portal } = await testPortal();
await makeUnits(portal.db, []);

it.each([
	{ width: 360, locale: 'vi' as const, link: 'Cách rà trùng' },
	{ width: 1280, locale: 'en' as const, link: 'How screening works' },
])('anyone reads how screening works, at $width px, $locale', async ({ width, locale, link }) => {
	const page = await newPage({ baseURL: url, width, locale });
	await page.context().addCookies([{ name: 'lang', value: locale, url }]);
	await page.goto('/');
	await page.getByRole('contentinfo').getByRole('link', { name: link }).click();
	await page.waitForURL('**/cach-ra-trung');
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(link);
	await expectAccessible(page);

	// Every kind that was measured has a row, and a page that is only read needs no script.
	const kinds = page.locator('#accuracy tbody tr');
	expect(await kinds.count()).toBe(SCREENING_QUALITY.kinds.length + SCREENING_QUALITY.negatives.length);
	expect(await page.locator('script[type=module]').count()).toBe(0);

	// The example is compared now: passages are numbered in both texts and lead to each other.
	const example = page.locator('#example');
	const first = example.locator('article').first().locator('mark');
	expect(await first.count()).toBeGreaterThanOrEqual(2);
	await first.first().getByRole('link').click();
	expect(new URL(page.url()).hash).toBe('#b-1');
	expect(await page.locator('#b-1').textContent()).toContain('gan mot thanh nam cham');
});
