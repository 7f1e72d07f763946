import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
	return installed ?? unpackBrowser();
}

/** Unpacks once per user: what another user unpacked cannot be run. */
async function unpackBrowser(): Promise<string> {
	const { TMPDIR } = process.env;
	const folder = join(tmpdir(), `sangkien-browser-${process.getuid?.()}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	process.env.TMPDIR = folder;
	// Read on import: with it the package brings the libraries that a bare machine lacks.
	process.env.VERCEL = '1';
	try {
		const { default: packaged } = await import('@sparticuz/chromium');
		const path = await packaged.executablePath();
		process.env.FONTCONFIG_FILE = listFonts(folder);
		return path;
	} finally {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
	}
}

/** The package's own list names /tmp/fonts, where nothing is; without any font pages crash or stay without letters. */
function listFonts(folder: string): string {
	const file = join(folder, 'fonts.conf');
	const dirs = [join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
	const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
	writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${dirs}${cache}</fontconfig>\n`);
	return file;
}
