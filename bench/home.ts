/**
 * The public home page beside a static file of its size from the same server, at 3,000 and at 300,000 initiatives.
 *
 * Also how long pages take that are rendered anew: home, a unit, a search, a reviewer's queue. A corpus is made
 * once and kept where `--data` says; the large one takes several minutes.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { openSession } from '#features/people/commands.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { freePort, startPortal } from '#testing/child-portal.ts';
import { makePerson } from '#testing/world.ts';
import { growCorpus } from './support/corpus.ts';
import { caller, timesOf } from './support/load.ts';
import { median, printMachine, printTable, quantile } from './support/report.ts';

const { values: options } = parseArgs({
	options: {
		sizes: { type: 'string', default: '3000,300000' },
		seconds: { type: 'string', default: '5' },
		rounds: { type: 'string', default: '3' },
		data: { type: 'string', default: join(tmpdir(), 'sangkien-bench-home') },
	},
});
const BUILT = 'build/client';
const CONNECTIONS = 16;
const ENCODINGS = ['gzip', 'identity'] as const;

printMachine(`npm run bench home ${process.argv.slice(2).join(' ')}`.trim());
const crowd: Record<string, string | number>[] = [];
const single: Record<string, string | number>[] = [];
for (const size of options.sizes.split(',').map(Number)) {
	const dataDir = join(options.data, String(size));
	const visits = await prepare(dataDir, size);
	const portal = await startPortal(dataDir, await freePort());
	try {
		await measureSingle(portal.url, size, visits);
		await measureCrowd(portal.url, size);
	} finally {
		await portal.signal('SIGINT');
	}
}
console.log(`A crowd of ${CONNECTIONS} connections; a second:\n`);
printTable(crowd);
console.log('One reader; milliseconds, of 30 calls each:\n');
printTable(single);

interface Visit {
	page: string;
	/** With the number of the call in it, so that no page kept for a moment answers. */
	path(call: number): string;
	cookie?: string;
}

/** Makes the corpus where it is not there yet, and chooses what is visited. */
async function prepare(dataDir: string, size: number): Promise<Visit[]> {
	mkdirSync(dataDir, { recursive: true });
	const server = await attachPostgres({ dataDir, log: createLogger('silent') });
	const db = openDb(server.url);
	try {
		await migrate(db.pool);
		await migrateJobs(db.pool);
		await growCorpus(db, size, (done) => process.stderr.write(`\r${done} of ${size} `));
		const { mismatches } = await db.snapshot((tx) => verify(tx));
		if (mismatches.length > 0) throw new Error(`the corpus is not right: ${JSON.stringify(mismatches[0])}`);
		return await chooseVisits(db);
	} finally {
		await db.close();
		await server.stop();
	}
}

async function chooseVisits(db: Db): Promise<Visit[]> {
	const busiest = await db.rows<{ id: number; code: string }>(sql`
		select u.id, u.code from tally_by_unit t join units u on u.id = t.unit_id join unit_today d on d.unit_id = u.id
		where t.measure = 'submitted' and d.ended_on is null order by t.n desc limit 2`);
	const [root, province] = busiest as [{ id: number; code: string }, { id: number; code: string }];
	const words = await db.rows<{ title: string }>(
		sql`select title from initiatives where state = 'approved' order by id limit 30`,
	);
	const two = words.map(({ title }) => encodeURIComponent(title.split(' ').slice(0, 2).join(' ')));
	const cookie = async (unitId: number) => {
		const { accountId } = await makePerson(db, 'reviewer', unitId);
		return `session=${await db.transaction((tx) => openSession(tx, accountId, null, new Date()))}`;
	};
	return [
		{ page: 'home', path: (call) => `/?n=${call}` },
		{ page: `unit ${province.code}`, path: (call) => `/don-vi/${province.code}?n=${call}` },
		{ page: 'search, two words', path: (call) => `/sang-kien?q=${two[call % two.length]}&n=${call}` },
		{ page: 'newest', path: (call) => `/sang-kien?n=${call}` },
		{ page: 'queue, whole country', path: () => '/duyet', cookie: await cookie(root.id) },
		{ page: `queue, ${province.code}`, path: () => '/duyet', cookie: await cookie(province.id) },
	];
}

async function measureSingle(url: string, size: number, visits: readonly Visit[]): Promise<void> {
	const reader = caller(url, 1);
	const get = async ({ path, cookie }: Visit, call: number) => {
		const answer = await reader.call('GET', path(call), cookie ? { cookie } : {});
		if (answer.status !== 200) throw new Error(`${path(call)}: ${answer.status}`);
	};
	for (const visit of visits) {
		const [first] = await timesOf(1, () => get(visit, 0));
		let call = 1;
		const times = await timesOf(30, () => get(visit, call++));
		single.push({
			page: visit.page,
			initiatives: size,
			first: first!,
			p50: quantile(times, 0.5),
			p99: quantile(times, 0.99),
		});
	}
	reader.close();
}

/** The page by turns with the file of the build whose size, as sent, is nearest to the page's. */
async function measureCrowd(url: string, size: number): Promise<void> {
	const html = Buffer.from(await (await fetch(url)).arrayBuffer());
	for (const encoding of ENCODINGS) {
		const bytes = encoding === 'gzip' ? gzipSync(html).length : html.length;
		const file = nearestFile(bytes, encoding);
		const rates: Record<'page' | 'file', number[]> = { page: [], file: [] };
		await shoot(`${url}/`, encoding);
		await shoot(`${url}${file.path}`, encoding);
		for (let round = 0; round < Number(options.rounds); round++) {
			rates.page.push(await shoot(`${url}/`, encoding));
			rates.file.push(await shoot(`${url}${file.path}`, encoding));
		}
		const [page, same] = [median(rates.page), median(rates.file)];
		crowd.push({
			encoding,
			initiatives: size,
			'page bytes': bytes,
			'file bytes': file.bytes,
			'home page': page,
			'static file': same,
			share: page / same,
		});
	}
}

/** Only files that were there when the pages were built are served. */
function nearestFile(bytes: number, encoding: (typeof ENCODINGS)[number]): { path: string; bytes: number } {
	const files = readdirSync(BUILT, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
	const packed = (name: string) => /\.(?:gz|br)$/.test(name);
	const sizes = files
		.filter(({ name }) => (encoding === 'gzip' ? name.endsWith('.gz') : !packed(name)))
		.map(({ parentPath, name }) => {
			const path = join(parentPath, name);
			return { path: `/${relative(BUILT, path).replace(/\.gz$/, '')}`, bytes: statSync(path).size };
		});
	return sizes.toSorted((a, b) => Math.abs(a.bytes - bytes) - Math.abs(b.bytes - bytes))[0]!;
}

/** Requests a second. */
async function shoot(url: string, encoding: string): Promise<number> {
	const result = await autocannon({
		url,
		connections: CONNECTIONS,
		duration: Number(options.seconds),
		headers: { 'accept-encoding': encoding },
	});
	if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} bad answers`);
	return result.requests.average;
}
