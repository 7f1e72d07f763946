import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { findBrowser } from './chromium.ts';

/** Root has no sandbox, and a machine without internet waits for each of the browser's own errands. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

let browser: Promise<Browser> | undefined;

afterAll(async () => {
	await (await browser)?.close();
});

async function launch(): Promise<Browser> {
	return chromium.launch({ executablePath: await findBrowser(), args: QUIET });
}

export interface PageOptions {
	/** Address that relative ones start from. */
	baseURL?: string;
	/** Width of the window in CSS pixels; 360 is the phone that every page is made for first. */
	width?: number;
	locale?: 'vi' | 'en';
	/** False: as for a reader whose phone did not load the script. */
	javaScript?: boolean;
}

/** A page in a window of its own: no cookies or storage of another. The browser starts once per test file. */
export async function newPage(options: PageOptions = {}): Promise<Page> {
	browser ??= launch();
	const { width = 360 } = options;
	const context = await (await browser).newContext({
		baseURL: options.baseURL,
		viewport: { width, height: width < 600 ? 740 : 900 },
		hasTouch: width < 600,
		locale: options.locale === 'en' ? 'en-GB' : 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		javaScriptEnabled: options.javaScript ?? true,
		reducedMotion: 'reduce',
	});
	context.setDefaultTimeout(60_000);
	return context.newPage();
}

/** No rule of WCAG 2.2 AA that a machine can check is broken, and nothing is wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		// There are no frames to go into, for which the other mode opens a second page each time.
		.setLegacyMode()
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.analyze();
	const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
	expect(found, `accessibility of ${page.url()}`).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(overflow, `pixels that stick out of ${page.url()}`).toBeLessThanOrEqual(0);
}
