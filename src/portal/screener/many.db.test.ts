import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createRandom } from '#database/demo/random.ts';
import { adoptModel } from '#features/similarity/commands/adopt-model.ts';
import { dropTexts } from '#features/similarity/commands/index-texts.ts';
import { rebuild } from '#features/similarity/commands/rebuild.ts';
import { screenWaiting } from '#features/similarity/commands/screen.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { amount, seed } from '#testing/proof.ts';
import { comparedPairs, screenAll, storedBands, storedPairs, take } from '#testing/screening/corpus.ts';
import { relatedTexts, words } from '#testing/screening/texts.ts';
import { screenMany } from './many.ts';

vi.setConfig({ testTimeout: 600_000 });

const TEXTS = amount(300, 2_000);
const PROGRAM = new URL('../../../testing/screening/screen-many.ts', import.meta.url);
const now = () => new Date();
const random = createRandom(seed);

test(`screening in memory writes what screening through PostgreSQL writes (seed ${seed})`, async () => {
	const { db } = await open();
	await fill(db, relatedTexts(random, TEXTS));
	for (const effort of [
		{ budget: 100_000, top: 50 },
		{ budget: 300, top: 3 },
	]) {
		await forget(db);
		await screenAll(db, effort);
		const expected = [await storedPairs(db), await storedResults(db)];
		expect(expected[0]!.length).toBeGreaterThan(TEXTS / 10);
		await forget(db);
		const outcome = await screenMany(db, { threads: 2, now, effort });
		expect(outcome).toMatchObject({ done: 'screened', documents: await liveTexts(db) });
		expect([await storedPairs(db), await storedResults(db)]).toEqual(expected);
		expect(await left(db)).toEqual({ again: 0, waiting: 0 });
	}
	await db.close();
});

test('a list that waits is screened first, each of its texts once', async () => {
	const { db } = await open();
	await fill(db, relatedTexts(random, 300));
	await screenAll(db);
	const expected = [await storedPairs(db), await storedResults(db)];
	await forget(db);
	await db.rows(sql`insert into similarity_waiting (doc, priority, since)
		select doc, 1, now() from similarity_texts where dropped_at is null and doc % 3 = 0`);
	const outcome = await screenMany(db, { threads: 2, now });
	expect(outcome).toMatchObject({ done: 'screened', documents: await liveTexts(db) });
	expect(await left(db)).toEqual({ again: 0, waiting: 0 });
	expect([await storedPairs(db), await storedResults(db)]).toEqual(expected);
	await db.close();
});

test(`killed again and again it goes on where it stood, and ends as it would have (seed ${seed})`, async () => {
	const { db, url } = await open();
	await fill(db, relatedTexts(random, amount(700, 1_500)));
	await screenAll(db);
	const expected = [await storedPairs(db), await storedResults(db)];
	await forget(db);
	const positions: number[] = [];
	for (let round = 0; round < 2; round++) {
		const child = spawn(process.execPath, [PROGRAM.pathname], {
			env: { ...process.env, DATABASE_URL: url },
			stdio: 'ignore',
		});
		const ended = new Promise((resolve) => child.once('exit', resolve));
		const before = (await position(db)).to;
		while ((await position(db)).to === before && child.exitCode === null) await sleep(2);
		child.kill('SIGKILL');
		await ended;
		positions.push((await position(db)).to);
	}
	expect(positions[0]).toBeGreaterThan(0);
	expect(positions[1]).toBeGreaterThan(positions[0]!);
	expect(positions[1]).toBeLessThan((await position(db)).until);
	// The server lets go of what a killed client held as soon as it notices.
	while ((await screenMany(db, { threads: 1, now })).done === 'busy') await sleep(20);
	expect([await storedPairs(db), await storedResults(db)]).toEqual(expected);
	await db.close();
});

test(`what comes in, changes and goes meanwhile is not lost, nor kept (seed ${seed})`, async () => {
	const { db } = await open();
	// Each has one near-copy at most: of families above fifty a search tells fifty.
	const originals = Array.from({ length: 600 }, () => words(random, 100));
	await fill(db, originals);
	let running = true;
	let submitted = 0;
	const submitter = async () => {
		for (const [index, text] of originals.entries()) {
			if (!running) break;
			await take(db, [{ subject: 10_000 + index, text: `${text} ${words(random, 5)}` }]);
			await db.transaction((tx) => dropTexts(tx, [random.int(1, originals.length)], now()));
			await take(db, [{ subject: random.int(1, originals.length), text: words(random, 80) }]);
			submitted++;
		}
	};
	const screener = async () => {
		while (running) if ((await screenWaiting(db, 10, now, { upTo: 0 })) === 0) await sleep(2);
	};
	const many = screenMany(db, { threads: 2, now }).finally(() => {
		running = false;
	});
	await Promise.all([many, submitter(), screener()]);
	expect(submitted).toBeGreaterThan(10);
	await screenAll(db);
	expect(await storedBands(db)).toEqual(await comparedPairs(db));
	const [wrong] = await db.rows(sql`
		select t.doc from similarity_texts t left join similarity_results r using (subject, doc)
		where (t.dropped_at is null) <> (r.doc is not null)
			or r.pairs <> (select count(*) from similarity_pairs p where r.doc in (p.doc_a, p.doc_b))`);
	expect(wrong).toBeUndefined();
	await db.close();
});

test('another version in the middle ends it, and what was written before stays of its own version', async () => {
	const { db } = await open();
	await fill(db, relatedTexts(random, 800));
	const { version } = (await alignerAsOf(db)).statistics;
	let adopted: Promise<unknown> | undefined;
	await screenMany(db, {
		...{ threads: 1, now },
		progress: () => {
			adopted ??= adopt(db);
		},
	});
	await adopted;
	expect(await position(db)).toMatchObject({ version: version + 1, to: 0 });
	await db.close();
});

async function open() {
	const { url } = await testDatabase();
	return { url, db: openDb(url) };
}

/** Counts and packs texts, with some that came in and went since, and leaves all to be screened again. */
async function fill(db: Db, bodies: readonly string[]): Promise<void> {
	const texts = bodies.map((text, index) => ({ subject: index + 1, text }));
	const packed = Math.floor(texts.length * 0.9);
	await take(db, texts.slice(0, packed));
	await rebuild(db, 'count');
	await take(db, texts.slice(packed));
	const gone = texts.filter(() => random.chance(0.05)).map(({ subject }) => subject);
	await db.transaction((tx) => dropTexts(tx, gone, now()));
	await db.rows(sql`delete from similarity_waiting`);
	await adopt(db);
}

const adopt = (db: Db) =>
	db.transaction(async (tx) => adoptModel(tx, (await alignerAsOf(tx)).statistics.model, now()));

/** As though nothing had been screened yet. */
async function forget(db: Db): Promise<void> {
	await db.rows(sql`delete from similarity_pairs`);
	await db.rows(sql`delete from similarity_results`);
	await db.rows(sql`update similarity_versions set screened_to = 0 where current`);
}

async function storedResults(db: Db): Promise<string[]> {
	const rows = await db.rows<object>(
		sql`select subject, doc, band, pairs, version from similarity_results order by subject`,
	);
	return rows.map((row) => JSON.stringify(row));
}

async function position(db: Db): Promise<{ version: number; to: number; until: number }> {
	const row = await db.first<{ version: number; to: number; until: number }>(
		sql`select version, screened_to as "to", screen_until as until from similarity_versions where current`,
	);
	return row!;
}

async function left(db: Db) {
	const { to, until } = await position(db);
	const row = await db.first<{ n: number }>(sql`select count(*) as n from similarity_waiting`);
	return { again: until - to, waiting: row!.n };
}

async function liveTexts(db: Db): Promise<number> {
	const row = await db.first<{ n: number }>(
		sql`select count(*) as n from similarity_texts where dropped_at is null`,
	);
	return row!.n;
}
