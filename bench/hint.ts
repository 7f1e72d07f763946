/**
 * The hint while somebody writes, over HTTP, beside a static file of the same run, on the corpus of a data folder.
 *
 * `npm run bench hint -- --data FOLDER`: a folder without initiatives is filled with the demonstration; one that
 * `bench screening-postgres` filled has texts alone, and those that would be found get an initiative to show.
 * Titles grow word by word, then the problem sentence by sentence, each call a pause of somebody's typing.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSession } from '#features/people/commands.ts';
import { rootUnit } from '#features/units/queries.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { databaseUrlOf, freePort, startPortal } from '#testing/child-portal.ts';
import { makePerson } from '#testing/world.ts';
import { cpuSeconds } from './support/cpu.ts';
import { prepareHints, type Typed, typedTexts } from './support/hint-corpus.ts';
import { caller, repeatFor } from './support/load.ts';
import { printMachine, printTable, quantile } from './support/report.ts';

const { values: options } = parseArgs({
	options: {
		data: { type: 'string', default: join(tmpdir(), 'sangkien-bench-hint') },
		texts: { type: 'string', default: '60' },
		clients: { type: 'string', default: '8' },
		seconds: { type: 'string', default: '2' },
	},
});
/** Calls of one person; the portal lets each ask 90 times a minute. */
const TURNS = 80;
const TARGET_MS = 150;

printMachine(`npm run bench hint -- ${process.argv.slice(2).join(' ')}`.trim());
mkdirSync(options.data, { recursive: true });
const server = await attachPostgres({ dataDir: options.data, log: createLogger('silent') });
const first = openDb(server.url);
await prepareHints(first, options.data, server.url, Number(options.texts));
await first.close();
await server.stop();

const portal = await startPortal(options.data, await freePort());
const db = openDb(databaseUrlOf(options.data));
const client = caller(portal.url, Number(options.clients));
try {
	await quiet(db);
	const corpus = await db.first<{ texts: number; documents: number }>(sql`
		select (select count(*) from similarity_texts where dropped_at is null) as texts, documents
		from similarity_versions where current`);
	console.log(`${corpus!.texts} texts, evidence measured by ${corpus!.documents}\n`);
	const texts = await typedTexts(db, Number(options.texts));
	const cookies = await sessions(db, 60);
	const rows: Record<string, string | number>[] = [];
	for (const [what, bodies] of pausesOf(texts)) rows.push(await oneByOne(what, bodies, cookies));
	rows.push(await staticFile());
	printTable(rows);
	await together(texts, cookies);
} finally {
	client.close();
	await db.close();
	await portal.signal('SIGINT');
}

/** What is typed at each pause, by what there is of it. */
function pausesOf(texts: readonly Typed[]): [string, Typed[]][] {
	const words = ({ title }: Typed, count: number) => ({
		title: title.split(' ').slice(0, count).join(' '),
		problem: '',
	});
	const sentences = ({ title, problem }: Typed) => {
		const parts = problem.split(/(?<=[.;])\s+/);
		return [0.34, 0.67, 1].map((share) => ({
			title,
			problem: parts.slice(0, Math.ceil(parts.length * share)).join(' '),
		}));
	};
	return [
		['title, while it grows', texts.flatMap((text) => [3, 5, 8, 11].map((count) => words(text, count)))],
		['title, whole', texts.map((text) => words(text, 1_000))],
		['title and problem, growing', texts.flatMap(sentences)],
	];
}

async function oneByOne(what: string, bodies: readonly Typed[], cookies: Cookies) {
	for (const body of bodies.slice(0, 20)) await ask(body, cookies);
	const cpu = cpuSeconds([portal.pid]);
	const times: number[] = [];
	let shown = 0;
	for (const body of bodies) {
		const began = performance.now();
		shown += (await ask(body, cookies)) > 0 ? 1 : 0;
		times.push(performance.now() - began);
	}
	return {
		what,
		calls: times.length,
		'p50 ms': quantile(times, 0.5),
		'p95 ms': quantile(times, 0.95),
		'CPU ms': ((cpuSeconds([portal.pid]) - cpu) * 1000) / times.length,
		'with something to show': `${Math.round((shown / times.length) * 100)} %`,
		target: TARGET_MS,
	};
}

async function staticFile() {
	const name = readdirSync('build/client/_app/immutable/chunks').find((file) => file.endsWith('.js'))!;
	const path = `/_app/immutable/chunks/${name}`;
	const times: number[] = [];
	for (let call = 0; call < 220; call++) {
		const began = performance.now();
		const { status } = await client.call('GET', path, {});
		if (status !== 200) throw new Error(`${path}: ${status}`);
		if (call >= 20) times.push(performance.now() - began);
	}
	return {
		what: 'static file',
		calls: times.length,
		'p50 ms': quantile(times, 0.5),
		'p95 ms': quantile(times, 0.95),
	};
}

async function together(texts: readonly Typed[], cookies: Cookies) {
	const clients = Number(options.clients);
	let call = 0;
	const rate = await repeatFor(Number(options.seconds), clients, async () => {
		await ask(texts[call++ % texts.length]!, cookies);
	});
	console.log(
		`${clients} at once: ${rate.perSecond.toFixed(0)} a second, p50 ${rate.p50.toFixed(1)} ms, p99 ${rate.p99.toFixed(1)} ms`,
	);
}

interface Cookies {
	next(): string;
}

/** How many were shown. */
async function ask({ title, problem }: Typed, cookies: Cookies): Promise<number> {
	const headers = { 'content-type': 'application/json', cookie: cookies.next() };
	const { status, body } = await client.call(
		'POST',
		'/api/v1/similar',
		headers,
		JSON.stringify({ title, problem }),
	);
	if (status !== 200) throw new Error(`${status} ${body}`);
	return JSON.parse(body.toString()).similar.length;
}

/** Sessions of people by turns, and more of them once all have asked as often as they may. */
async function sessions(db: Db, people: number): Promise<Cookies> {
	const unit = (await rootUnit(db))!.id;
	const made = await Promise.all(
		Array.from({ length: people }, async () => {
			const { accountId } = await makePerson(db, 'member', unit);
			return `session=${await db.transaction((tx) => openSession(tx, accountId, null, new Date()))}`;
		}),
	);
	let asked = 0;
	return {
		next() {
			if (asked >= people * TURNS) throw new Error('more calls than people may make: give fewer --seconds');
			return made[asked++ % people]!;
		},
	};
}

/** Screening has a process of its own, but the same processors. */
async function quiet(db: Db): Promise<void> {
	for (;;) {
		const row = await db.first<{ n: number }>(sql`select count(*) as n from similarity_waiting`);
		if (row!.n === 0) return;
		await sleep(1_000);
	}
}
