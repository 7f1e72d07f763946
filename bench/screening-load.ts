/**
 * What a reader of pages feels while a burst of submissions is screened, beside the same pages at rest.
 *
 * A real portal with 20,000 texts indexed. One reader asks for pages at a steady pace, first at rest and then while
 * fifty initiatives a second come in, half of them near-copies of what is there; how far screening lags is read
 * every half second until nothing waits.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { indexTexts } from '#features/similarity/commands/index-texts.ts';
import { screeningLag, screeningState } from '#features/similarity/queries/lag.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { databaseUrlOf, freePort, startPortal } from '#testing/child-portal.ts';
import { PROGRAMME, prepareWorld, typed, UNIT } from '#testing/crash/world.ts';
import { sharedData } from '#testing/shared-data.ts';
import { caller } from './support/load.ts';
import { printMachine, printTable, quantile } from './support/report.ts';
import { type Document, Generator, textOf } from './support/screening/document.ts';
import { edit } from './support/screening/edits.ts';
import { readSources } from './support/screening/prose.ts';

const CLIENTS = 16;
const { values: options } = parseArgs({
	options: {
		texts: { type: 'string', default: '20000' },
		seconds: { type: 'string', default: '30' },
		/** Submissions a second. */
		rate: { type: 'string', default: '50' },
	},
});
const [texts, seconds, rate] = [Number(options.texts), Number(options.seconds), Number(options.rate)];
const PAGES = ['/', '/sang-kien', '/cach-ra-trung'];
/** Milliseconds between two pages of the reader. */
const PACE = 40;

printMachine(`npm run bench screening-load ${process.argv.slice(2).join(' ')}`.trim());
const folder = sharedData('');
if (folder === null) throw new Error('the texts that this corpus is made of are not on this machine');
const generator = new Generator(readSources(folder), 1);
const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const world = await prepareWorld(dataDir, CLIENTS);
const portal = await startPortal(dataDir, await freePort());
const db = openDb(databaseUrlOf(dataDir));
const http = caller(portal.url, CLIENTS + 1);

async function fill(db: Db): Promise<void> {
	for (let from = 0; from < texts; from += 500) {
		const batch = Array.from({ length: Math.min(500, texts - from) }, (_, at) => ({
			subject: 1_000_000 + from + at,
			text: textOf(generator.document(from + at).lines),
		}));
		await db.transaction((tx) => indexTexts(tx, batch, new Date(), 1));
	}
}

/** Until nothing waits to be screened, under the statistics of as many texts as there are. */
async function settled(db: Db): Promise<void> {
	for (let calm = 0; calm < 6; await sleep(500)) {
		const { waiting } = await screeningLag(db, new Date());
		const { countedTexts, screenedTo, screenUntil } = await screeningState(db);
		calm = waiting === 0 && screenedTo >= screenUntil && countedTexts > texts / 2 ? calm + 1 : 0;
	}
}

/** Reads pages at a steady pace until told to stop; milliseconds of each answer. */
async function read(stop: AbortSignal): Promise<Map<string, number[]>> {
	const times = new Map(PAGES.map((page) => [page, [] as number[]]));
	for (let turn = 0; !stop.aborted; turn++) {
		const page = PAGES[turn % PAGES.length]!;
		const from = performance.now();
		const { status } = await http.call('GET', page, { accept: 'text/html' });
		if (status !== 200) throw new Error(`${page} answered ${status}`);
		times.get(page)!.push(performance.now() - from);
		await sleep(Math.max(0, PACE - (performance.now() - from)));
	}
	return times;
}

let sent = 0;
async function submit(client: number): Promise<void> {
	const { actor, token } = world.members[client]!;
	const number = sent++;
	const copied = number % 2 === 0;
	const chance = generator.chance(number, 'burst');
	const source: Document = generator.document(copied ? chance.below(texts) : texts + number);
	const body = source.lines.filter(({ role }) => role === 'body').map(({ text }) => text);
	const story = copied ? body.map((text) => edit(text, 0.1, chance, generator.sources.open)) : body;
	const content = {
		...typed(`${source.title} (${number})`.slice(0, 300), actor.name),
		problem: story[0] ?? '',
		solution: story.slice(1, -1).join('\n'),
		result: story.at(-1) ?? '',
	};
	const answer = await http.call(
		'POST',
		'/api/v1/initiatives',
		{
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			'idempotency-key': `burst-${number}`,
		},
		JSON.stringify({ ...content, programme: PROGRAMME, unit: UNIT }),
	);
	if (answer.status !== 201) throw new Error(`${answer.status} ${answer.body}`);
}

/** Sends so many a second whether or not the ones before are answered. */
async function burst(): Promise<number> {
	const under: Promise<void>[] = [];
	const began = performance.now();
	for (let number = 0; number < rate * seconds; number++) {
		await sleep(Math.max(0, began + (number * 1000) / rate - performance.now()));
		under.push(submit(number % CLIENTS));
	}
	await Promise.all(under);
	return (performance.now() - began) / 1000;
}

async function watchLag(stop: AbortSignal): Promise<{ waiting: number; seconds: number }> {
	const most = { waiting: 0, seconds: 0 };
	for (;;) {
		const lag = await screeningLag(db, new Date());
		most.waiting = Math.max(most.waiting, lag.waiting);
		most.seconds = Math.max(most.seconds, lag.seconds);
		if (stop.aborted && lag.waiting === 0) return most;
		await sleep(500);
	}
}

try {
	await fill(db);
	await settled(db);
	await reading(5);
	const atRest = await reading(seconds);
	const stop = new AbortController();
	const lag = watchLag(stop.signal);
	const reader = read(stop.signal);
	const took = await burst();
	stop.abort();
	const inBurst = await reader;
	const after = performance.now();
	const { waiting, seconds: behind } = await lag;
	const drained = (performance.now() - after) / 1000;
	printTable(
		PAGES.map((page) => {
			const [rest, busy] = [atRest.get(page)!, inBurst.get(page)!];
			return {
				page,
				'at rest p50': quantile(rest, 0.5),
				'at rest p99': quantile(rest, 0.99),
				'in the burst p50': quantile(busy, 0.5),
				'in the burst p99': quantile(busy, 0.99),
				'p99 ratio (aim ≤ 2)': quantile(busy, 0.99) / quantile(rest, 0.99),
			};
		}),
	);
	const bands = await db.rows<{
		band: string;
		n: number;
	}>(sql`select band, count(*) as n from similarity_results
		where subject < 1000000 group by 1 order by 1`);
	console.log(
		`${sent} submissions in ${took.toFixed(1)} s (${(sent / took).toFixed(0)}/s); at most ${waiting} waited to be screened, the oldest ${behind.toFixed(1)} s; ${drained.toFixed(1)} s after the burst none did.`,
	);
	console.log(`Of them: ${bands.map(({ band, n }) => `${n} ${band}`).join(', ')}.`);
} finally {
	http.close();
	await db.close();
	await portal.signal('SIGINT');
	rmSync(dataDir, { recursive: true, force: true });
}

async function reading(forSeconds: number) {
	const stop = new AbortController();
	const times = read(stop.signal);
	await sleep(forSeconds * 1000);
	stop.abort();
	return times;
}
