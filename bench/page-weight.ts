/**
 * What a browser loads for each public page: HTML, CSS, JavaScript and fonts, packed. More than 50 KB of
 * JavaScript on any page is a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { codeOf } from '#features/initiatives/schema.ts';
import { openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { freePort, startPortal } from '#testing/child-portal.ts';
import { findBrowser } from '#testing/chromium.ts';
import { growCorpus } from './support/corpus.ts';
import { printMachine, printTable } from './support/report.ts';

const LIMIT_KB = 50;
const QUIET = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run'];
const KINDS: Record<string, RegExp> = {
	HTML: /text\/html/,
	CSS: /text\/css/,
	JavaScript: /javascript/,
	fonts: /font|woff/,
	other: /./,
};

printMachine('npm run bench page-weight');
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const paths = await prepare();
const portal = await startPortal(dataDir, await freePort());
const browser = await chromium.launch({ executablePath: await findBrowser(), args: QUIET });
try {
	const rows = [];
	for (const path of paths) rows.push(await weigh(path));
	console.log('KB packed with gzip, with an empty cache; a second page loads only what differs:\n');
	printTable(rows);
	const heaviest = Math.max(...rows.map((row) => row.JavaScript as number));
	console.log(`most JavaScript on a public page: ${heaviest.toFixed(1)} KB (limit ${LIMIT_KB})`);
	process.exitCode = heaviest > LIMIT_KB ? 1 : 0;
} finally {
	await browser.close();
	await portal.signal('SIGINT');
	rmSync(dataDir, { recursive: true, force: true });
}

/** Fills a small corpus and answers the addresses of the public pages. */
async function prepare(): Promise<string[]> {
	const server = await attachPostgres({ dataDir, log: createLogger('silent') });
	const db = openDb(server.url);
	try {
		await migrate(db.pool);
		await migrateJobs(db.pool);
		await growCorpus(db, 500, () => {});
		const shown = await db.first<{ id: number; unit: string }>(sql`
			select i.id, u.code as unit from initiatives i join units u on u.id = i.unit_id
			where i.state = 'approved' and not i.confidential order by i.id limit 1`);
		return [
			'/',
			'/bang-so-lieu',
			'/bang-so-lieu/dinh-nghia',
			'/sang-kien?q=may',
			`/sang-kien/${codeOf(shown!.id)}`,
			'/don-vi',
			`/don-vi/${shown!.unit}`,
			'/so-lieu',
			'/gioi-thieu',
			'/dang-nhap',
			'/dang-ky',
			'/quen-mat-khau',
		];
	} finally {
		await db.close();
		await server.stop();
	}
}

async function weigh(path: string): Promise<Record<string, string | number>> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const weights = await collect(page, `${portal.url}${path}`);
	await context.close();
	return { page: path, ...weights };
}

/** Bytes of everything that comes until the network is quiet, by kind; packed by us, whatever the server did. */
async function collect(page: Page, url: string): Promise<Record<string, number>> {
	const weights = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0]));
	const bodies: Promise<void>[] = [];
	page.on('response', (response) => {
		const type = response.headers()['content-type'] ?? '';
		const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(type))?.[0];
		if (!kind || response.status() !== 200) return;
		bodies.push(
			response.body().then(
				(body) => {
					weights[kind]! += (kind === 'fonts' ? body.length : gzipSync(body).length) / 1000;
				},
				// A chart that was still on its way when the page was left.
				() => {},
			),
		);
	});
	const response = await page.goto(url, { waitUntil: 'networkidle' });
	if (response?.status() !== 200) throw new Error(`${url}: ${response?.status()}`);
	await Promise.all(bodies);
	return weights;
}
