/**
 * Screening inside PostgreSQL: building, searching and taking in at a given size of corpus, with durable settings.
 *
 * `npm run bench screening-postgres -- --size 500000` loads generated texts straight into the table of texts, packs
 * them, and measures searches of the whole effort and of a hint, taking in one by one, and searches beside what is
 * not packed yet. `--again` instead screens the whole corpus again in memory. `--data FOLDER` keeps the database, and goes on with it the next time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adoptModel } from '#features/similarity/commands/adopt-model.ts';
import { indexTexts } from '#features/similarity/commands/index-texts.ts';
import { rebuild } from '#features/similarity/commands/rebuild.ts';
import { screenWaiting } from '#features/similarity/commands/screen.ts';
import { nearest, QUICK } from '#features/similarity/queries/nearest.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import { FAST, FULL } from '#features/similarity/rules/memory-index.ts';
import { storedHashes } from '#features/similarity/rules/stored.ts';
import { copyIn } from '#platform/db/copy-binary.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { screenMany } from '#portal/screener/many.ts';
import { sharedData } from '#testing/shared-data.ts';
import { printMachine, printTable, quantile } from './support/report.ts';
import { Generator, textOf } from './support/screening/document.ts';
import { Pool } from './support/screening/pool.ts';
import { readSources } from './support/screening/prose.ts';

const { values: options } = parseArgs({
	options: {
		size: { type: 'string', default: '20000' },
		queries: { type: 'string', default: '1000' },
		/** Share of the corpus that stands in the delta during the last searches. */
		delta: { type: 'string', default: '0.05' },
		data: { type: 'string' },
		again: { type: 'boolean', default: false },
		threads: { type: 'string', default: '2' },
	},
});
const folder = sharedData('');
if (folder === null) throw new Error('the texts that corpora are made of are not on this machine');
const size = Number(options.size);
const SEED = 1;
const now = () => new Date();
const generator = new Generator(readSources(folder), SEED);
const textNumber = (id: number) => textOf(generator.document(id).lines);

printMachine(`npm run bench screening-postgres -- ${process.argv.slice(2).join(' ')}`.trim());
const dataDir = options.data ?? mkdtempSync(join(tmpdir(), 'sangkien-bench-'));
const server = await attachPostgres({ dataDir, log: createLogger('silent') });
const db = openDb(server.url);
try {
	await migrate(db.pool);
	const had = (await db.first<{ doc: number }>(
		sql`select coalesce(max(doc), 0) as doc from similarity_texts`,
	))!;
	if (had.doc < size) await load(db, had.doc);
	await leaveNothingWaiting(db);
	const packing = await timed(() => rebuild(db, 'count', { progress: showShare }));
	console.log(`\npacked and counted ${size} texts in ${packing.toFixed(1)} s`);
	await tellSizes();
	if (options.again) await tellAgain();
	else await tellSearches();
} finally {
	await db.close();
	await server.stop();
	if (!options.data) rmSync(dataDir, { recursive: true, force: true });
}

async function tellSearches(): Promise<void> {
	const searches = [await search('whole effort, all packed', FULL), await search('hint, all packed', QUICK)];

	const fresh = Math.round(size * Number(options.delta));
	const ones = Math.min(fresh, 500);
	const single = await timed(async () => {
		for (let id = size; id < size + ones; id++) await takeIn(id, 1);
	});
	const lists = await timed(async () => {
		for (let id = size + ones; id < size + fresh; id += 500)
			await takeIn(id, Math.min(500, size + fresh - id));
	});
	console.log(
		`taken in one by one ${(ones / single).toFixed(0)}/s, in lists of 500 ${((fresh - ones) / lists).toFixed(0)}/s`,
	);
	searches.push(
		await search(`whole effort, ${fresh} not packed`, FULL),
		await search(`hint, ${fresh} not packed`, QUICK),
	);
	printTable(searches);
	const screening = await timed(async () => {
		for (let taken = 0; taken < 500; ) taken += Math.max(1, await screenWaiting(db, 20, now));
	});
	console.log(`screened ${(500 / screening).toFixed(0)}/s, pairs and results written`);
	const again = await timed(() => rebuild(db, 'pack', { progress: showShare }));
	console.log(`\npacked again in ${again.toFixed(1)} s`);
	await leaveNothingWaiting(db);
}

/** A portal that is started on a kept folder would screen what was taken in for an hour. */
async function leaveNothingWaiting(db: Db): Promise<void> {
	await db.rows(sql`delete from similarity_waiting`);
}

/** The whole corpus under another version, as the screener does it, with everything written. */
async function tellAgain(): Promise<void> {
	let most = 0;
	for (const [what, effort] of Object.entries({ full: FULL, fast: FAST })) {
		await db.transaction(async (tx) => adoptModel(tx, (await alignerAsOf(tx)).statistics.model, now()));
		const progress = (screened: number) => {
			most = Math.max(most, process.memoryUsage.rss());
			showShare(screened / size);
		};
		const outcome = await screenMany(db, { threads: Number(options.threads), now, effort, progress });
		if (outcome.done !== 'screened') throw new Error(`nothing was screened: ${outcome.done}`);
		const { documents, seconds, loading } = outcome;
		const { pairs } = (await db.first<{ pairs: number }>(
			sql`select count(*) as pairs from similarity_pairs`,
		))!;
		console.log(
			`\n${what}: ${documents} screened again in ${seconds.toFixed(0)} s (${loading.toFixed(1)} s reading), ` +
				`${(documents / seconds).toFixed(0)}/s, ${pairs} pairs written; the whole process at most ${(most / 1e6).toFixed(0)} MB`,
		);
	}
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return (performance.now() - began) / 1000;
}

function showShare(share: number): void {
	if (process.stderr.isTTY) process.stderr.write(`\r${(share * 100).toFixed(0)} % `);
}

/** Texts go in as they would have come, but not through the delta, which would take hours. */
async function load(db: Db, from: number): Promise<void> {
	const pool = new Pool(2, { folder: folder!, seed: SEED, size });
	const chunks: { task: 'make'; from: number; to: number }[] = [];
	for (let at = from; at < size; at += 2_000)
		chunks.push({ task: 'make', from: at, to: Math.min(size, at + 2_000) });
	let subject = from;
	for await (const { hashes, lengths } of pool.each<'make'>(chunks)) {
		let at = 0;
		const rows = Array.from(lengths, (length) => {
			const column = Buffer.alloc(8);
			column.writeBigInt64BE(BigInt(++subject));
			const syllables = storedHashes(hashes.subarray(at, at + length));
			at += length;
			return [column, syllables];
		});
		await db.transaction(async (tx) => {
			await tx.rows(sql`create temporary table loaded (subject bigint, syllables bytea) on commit drop`);
			await copyIn(tx, 'loaded (subject, syllables)', rows);
			await tx.rows(sql`insert into similarity_texts (subject, syllables, added_at)
				select subject, syllables, now() from loaded order by subject`);
		});
		if (process.stderr.isTTY) process.stderr.write(`\r${subject} of ${size} `);
	}
	await pool.close();
	await db.pool.query('vacuum analyze similarity_texts');
}

async function takeIn(id: number, count: number): Promise<void> {
	const texts = Array.from({ length: count }, (_, at) => ({
		subject: id + at + 1,
		text: textNumber(id + at),
	}));
	await db.transaction((tx) => indexTexts(tx, texts, now()));
}

async function tellSizes(): Promise<void> {
	const row = await db.first<{ lists: number; rows: number; texts: number; bytes: number }>(sql`
		select pg_total_relation_size(('similarity_postings_' || min(generation))::regclass) as lists,
			count(*) as rows, sum(length(docs)) as bytes, pg_total_relation_size('similarity_texts') as texts
		from similarity_postings where generation = (select generation from similarity_generations where current)`);
	const each = (bytes: number) => (Number(bytes) / size).toFixed(0);
	console.log(
		`${row!.rows} lists of ${each(row!.bytes)} B a document, ${each(row!.lists)} with their rows and index; texts ${each(row!.texts)} B`,
	);
}

async function search(what: string, effort: typeof FULL) {
	const texts = Array.from({ length: Number(options.queries) }, (_, at) => textNumber(3 * size + at));
	for (const text of texts.slice(0, 100)) await nearest(db, text, effort);
	const times: number[] = [];
	for (const text of texts) {
		const began = performance.now();
		await nearest(db, text, effort);
		times.push(performance.now() - began);
	}
	return {
		what,
		'p50 ms': quantile(times, 0.5),
		'p95 ms': quantile(times, 0.95),
		'p99 ms': quantile(times, 0.99),
	};
}
