import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu and Google put a browser; CHROMIUM_PATH names another. */
const INSTALLED = [
	process.env.CHROMIUM_PATH ?? '',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that tests use: an installed one, else the one that came through the package registry. */
export async function findBrowser(): Promise<string> {
	const installed = INSTALLED.find((path) => path !== '' && existsSync(path));
	if (installed) return installed;
	// Read on import: with it the package brings the libraries that a bare machine lacks.
	process.env.VERCEL = '1';
	const { default: packaged } = await import('@sparticuz/chromium');
	return packaged.executablePath();
}
