import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createRandom, type Random } from '#database/demo/random.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { amount, seed } from '#testing/proof.ts';
import { comparedPairs, screenAll, storedBands, storedPairs, take } from '#testing/screening/corpus.ts';
import { edited, relatedTexts, words } from '#testing/screening/texts.ts';
import { adoptModel } from './commands/adopt-model.ts';
import { dropTexts, indexTexts } from './commands/index-texts.ts';
import { dropOldLists, rebuild } from './commands/rebuild.ts';
import { screenWaiting } from './commands/screen.ts';
import { nearest } from './queries/nearest.ts';
import { SHIPPED_MODEL } from './rules/model.ts';

vi.setConfig({ testTimeout: 600_000 });

const ORDERS = amount(4, 20);
const TEXTS = amount(120, 300);
const now = () => new Date();
const open = async () => {
	const { url } = await testDatabase();
	return { url, db: openDb(url) };
};

test(`${ORDERS} orders of arrival give the same pairs under the same statistics (seed ${seed})`, async () => {
	const random = createRandom(seed);
	const texts = relatedTexts(random, TEXTS).map((text, index) => ({ subject: index + 1, text }));
	const { db: first } = await open();
	await take(first, texts);
	await rebuild(first, 'count');
	await screenAll(first);
	const expected = await storedPairs(first);
	expect(await storedBands(first)).toEqual(await comparedPairs(first));
	expect(expected.length).toBeGreaterThan(TEXTS / 10);
	const passages = await passagesOf(first, texts);

	for (let order = 1; order < ORDERS; order++) {
		const { db } = await open();
		for (const group of shuffledGroups(random, texts)) {
			await take(db, group);
			if (random.chance(0.5)) await screenWaiting(db, random.int(1, 30), now);
			if (random.chance(0.02)) await rebuild(db, random.pick(['pack', 'count']));
		}
		await adoptStatistics(db, first);
		await rebuild(db, 'pack');
		await screenAll(db);
		expect(await storedPairs(db)).toEqual(expected);
		expect(await passagesOf(db, texts)).toEqual(passages);
		await db.close();
	}
	await first.close();
});

test(`8 that submit near-copies at once miss no pair above suspicious, before any rebuild (seed ${seed})`, async () => {
	const random = createRandom(seed);
	const { db } = await open();
	const originals = Array.from({ length: amount(6, 40) }, () => words(random, random.int(60, 150)));
	let subject = 0;
	let going = 8;
	const submitter = async () => {
		for (const original of originals) {
			const text = edited(random, original, random.next() * 0.15);
			await db.transaction(async (tx) => {
				await indexTexts(tx, [{ subject: ++subject, text }], now());
				await sleep(random.int(0, 5));
			});
		}
		going--;
	};
	const screener = async () => {
		while (going > 0) if ((await screenWaiting(db, 3, now)) === 0) await sleep(2);
	};
	await Promise.all([...Array.from({ length: 8 }, submitter), screener(), screener()]);
	while ((await screenWaiting(db, 20, now)) > 0);

	const above = (pairs: string[]) => pairs.filter((pair) => !pair.endsWith(' similar'));
	const before = above(await storedBands(db));
	expect(before).toEqual(above(await comparedPairs(db)));
	expect(before.length).toBeGreaterThan(originals.length * 20);
	await rebuild(db, 'count');
	await screenAll(db);
	expect(await storedBands(db)).toEqual(await comparedPairs(db));
	await db.close();
});

test(`a rebuild beside traffic loses nothing, and searches see no gap (seed ${seed})`, async () => {
	const random = createRandom(seed);
	const { db } = await open();
	const texts = relatedTexts(random, TEXTS * 2).map((text, index) => ({ subject: index + 1, text }));
	const planted = { subject: 1_000_001, text: words(random, 100) };
	await take(db, [planted, ...texts.slice(0, TEXTS / 2)]);
	let rebuilding = true;
	let searches = 0;
	const submitter = async () => {
		for (const text of texts.slice(TEXTS / 2)) {
			await take(db, [text]);
			if (random.chance(0.05)) await db.transaction((tx) => dropTexts(tx, [text.subject], now()));
			if (random.chance(0.05)) await take(db, [{ ...text, text: `${text.text} ${words(random, 3)}` }]);
		}
	};
	const screener = async () => {
		while (rebuilding) if ((await screenWaiting(db, 5, now)) === 0) await sleep(2);
	};
	const searcher = async () => {
		while (rebuilding) {
			const [best] = await nearest(db, planted.text);
			expect(best?.subject).toBe(planted.subject);
			searches++;
		}
	};
	const rebuilder = async () => {
		for (let round = 0; round < amount(2, 10); round++) {
			expect(await rebuild(db, round % 2 === 0 ? 'count' : 'pack')).toBe(true);
			await dropOldLists(db);
		}
		rebuilding = false;
	};
	await Promise.all([submitter(), screener(), searcher(), rebuilder()]);
	expect(searches).toBeGreaterThan(10);
	await screenAll(db);
	expect(await storedBands(db)).toEqual(await comparedPairs(db));
	const [wrong] = await db.rows(sql`
		select r.* from similarity_results r join similarity_texts t on t.doc = r.doc where r.pairs <> (
			select count(*) from similarity_pairs p where r.doc in (p.doc_a, p.doc_b)) or t.dropped_at is not null`);
	expect(wrong).toBeUndefined();
	await db.close();
});

test('what comes in while another version is being made keeps its pairs', async () => {
	const random = createRandom(seed);
	const { db } = await open();
	const original = words(random, 100);
	let screened: Promise<number> | undefined;
	await db.transaction(async (tx) => {
		await adoptModel(tx, SHIPPED_MODEL, now());
		// Their numbers are greater than any that the new version knows of.
		await take(db, [
			{ subject: 1, text: original },
			{ subject: 2, text: edited(random, original, 0.1) },
		]);
		screened = screenWaiting(db, 5, now);
		await sleep(200);
	});
	expect(await screened).toBe(2);
	await screenAll(db);
	expect(await storedBands(db)).toEqual(await comparedPairs(db));
	expect(await storedBands(db)).toHaveLength(1);
	await db.close();
});

test('a rebuild that is killed leaves the index as it was, and the next one takes its leavings away', async () => {
	const random = createRandom(seed);
	const { db, url } = await open();
	const texts = relatedTexts(random, TEXTS).map((text, index) => ({ subject: index + 1, text }));
	await take(db, texts);
	await rebuild(db, 'count');
	await screenAll(db);
	const before = [await storedPairs(db), await passagesOf(db, texts.slice(0, 5))];
	for (let round = 0; round < amount(1, 5); round++) {
		const child = spawn(process.execPath, ['src/cli/main.ts', 'screening', 'rebuild'], {
			env: { ...process.env, DATABASE_URL: url },
			stdio: 'ignore',
		});
		const ended = new Promise((resolve) => child.once('exit', resolve));
		const tables = (await listTables(db)).length;
		while ((await listTables(db)).length === tables && child.exitCode === null) await sleep(1);
		child.kill('SIGKILL');
		await ended;
		expect([await storedPairs(db), await passagesOf(db, texts.slice(0, 5))]).toEqual(before);
	}
	// The server lets go of what a killed client held as soon as it notices.
	while (!(await rebuild(db, 'pack'))) await sleep(20);
	await dropOldLists(db);
	expect(await listTables(db)).toHaveLength(1);
	expect([await storedPairs(db), await passagesOf(db, texts.slice(0, 5))]).toEqual(before);
	await db.close();
});

const listTables = (db: Db) =>
	db.rows(sql`select 1 from pg_class where relname ~ '^similarity_postings_[0-9]+$' and relkind = 'r'`);

/** What a search for each text finds above `clear`, with the passages in common. */
async function passagesOf(db: Db, texts: readonly { subject: number; text: string }[]): Promise<string[]> {
	const found: string[] = [];
	for (const { subject, text } of texts)
		for (const { subject: other, comparison } of await nearest(db, text))
			if (comparison.band !== 'clear') found.push(JSON.stringify({ subject, other, ...comparison }));
	return found;
}

/** The statistics of another database become the current version of this one. */
async function adoptStatistics(db: Db, from: Db): Promise<void> {
	const stored = await from.first<{ documents: number; texts: number; levels: Buffer; boilerplate: Buffer }>(
		sql`select documents, texts, levels, boilerplate from similarity_versions where current`,
	);
	const { documents, texts, levels, boilerplate } = stored!;
	await db.transaction(async (tx) => {
		await tx.rows(sql`update similarity_versions set current = false where current`);
		await tx.rows(sql`
			insert into similarity_versions (version, documents, texts, levels, boilerplate, made_at, current, screen_until)
			select max(version) + 1, ${documents}, ${texts}, ${levels}, ${boilerplate}, now(), true,
				(select max(doc) from similarity_texts)
			from similarity_versions`);
	});
}

/** The items in a random order, in groups of one to five. */
function shuffledGroups<Item>(random: Random, items: readonly Item[]): Item[][] {
	const left = [...items];
	const groups: Item[][] = [];
	while (left.length > 0)
		groups.push(
			Array.from(
				{ length: Math.min(left.length, random.int(1, 5)) },
				() => left.splice(random.int(0, left.length - 1), 1)[0]!,
			),
		);
	return groups;
}
