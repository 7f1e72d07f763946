import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { copyRows } from '#platform/db/copy-binary.ts';
import { type Db, sql, type Tx } from '#platform/db/db.ts';
import { alone } from '#platform/db/lock.ts';
import { alignerAsOf } from '../queries/versions.ts';
import { Aligner } from '../rules/align.ts';
import { Counting } from '../rules/counting.ts';
import { Packing } from '../rules/packing.ts';
import type { Statistics } from '../rules/statistics.ts';
import { hashesOf } from '../rules/stored.ts';
import { attachment, dropOldTables, nextGeneration, sweepDelta, writeLists } from './rebuild-lists.ts';

const pack = promisify(deflate);

/** One rebuild at a time, whichever process does it. */
const LOCK = 20_260_931;
/** Transactions that write are waited for so long at most. */
const PATIENCE_MS = 30 * 60_000;

/** Share of all words from which a duplicate is taken for a copy in counting; edits of a fifth of the words leave it. */
const COPY_COVER = 0.8;

/** `pack` only packs what came since; `count` also counts everything anew, and everything is screened again. */
export type RebuildKind = 'pack' | 'count';

export interface Rebuilding {
	/** Of the whole work, 0 to 1. */
	progress?(share: number): void;
	signal?: AbortSignal;
	now?: () => Date;
}

/**
 * Packs all texts into lists of a new generation beside live traffic, and lets them take the place of the old
 * ones in one moment: a search sees the one or the other whole. The old ones, and what one that was broken off left,
 * are tables that nobody reads any more: `dropOldLists` takes them away, here before anything else.
 * @returns false when another rebuild is under way
 */
export function rebuild(db: Db, kind: RebuildKind, how: Rebuilding = {}): Promise<boolean> {
	return alone(db, LOCK, async () => {
		await dropOldTables(db);
		await work(db, kind, how);
		await sweepDelta(db);
	});
}

/** Takes away lists that are in use no more, unless a rebuild is writing some. */
export function dropOldLists(db: Db): Promise<boolean> {
	return alone(db, LOCK, () => dropOldTables(db));
}

async function work(db: Db, kind: RebuildKind, { progress, signal, now = () => new Date() }: Rebuilding) {
	const lastDoc = await settledDoc(db, signal);
	const packing = new Packing();
	const { statistics, counted, texts } = await db.snapshot(async (tx) => {
		const size = await tx.first<{ texts: number }>(sql`
			select count(*) as texts from similarity_texts where doc <= ${lastDoc} and dropped_at is null`);
		const { texts } = size!;
		let read = 0;
		const step = (rows: number) => {
			read += rows;
			progress?.((0.9 * read) / (2 * Math.max(1, texts)));
			signal?.throwIfAborted();
		};
		const counting = kind === 'count' ? new Counting() : null;
		const copies = counting ? await knownCopies(tx) : new Set();
		for await (const rows of readTexts(tx, lastDoc)) {
			for (const { doc, hashes } of rows) {
				packing.measure(doc, hashes);
				counting?.add(hashes, copies.has(doc));
			}
			step(rows.length);
		}
		const { statistics: current } = await alignerAsOf(tx);
		const counted = counting && countedOf(counting);
		const statistics: Statistics = counted ? { ...current, ...counted } : current;
		const aligner = new Aligner(statistics);
		packing.begin(statistics);
		for await (const rows of readTexts(tx, lastDoc)) {
			for (const { doc, hashes } of rows) packing.write(doc, aligner.side(hashes));
			step(rows.length);
		}
		return { statistics, counted, texts };
	});
	const generation = await nextGeneration(db);
	await writeLists(db, generation, packing, (share) => {
		progress?.(0.9 + 0.1 * share);
		signal?.throwIfAborted();
	});
	const levels = counted && (await pack(counted.levels, { level: 1 }));
	await db.transaction(async (tx) => {
		await tx.client.query(attachment(generation));
		await tx.rows(
			sql`update similarity_generations set current = false, rebuild_wanted = null where current`,
		);
		await tx.rows(sql`insert into similarity_generations (generation, last_doc, documents, made_at, current)
			values (${generation}, ${lastDoc}, ${texts}, ${now()}, true)`);
		if (levels) await setVersion(tx, { statistics, levels, texts, now: now() });
	});
}

/**
 * The greatest document number so far, once every transaction that may have taken one up to it is over: what is
 * written with a greater number is not in the new lists, all else is.
 */
async function settledDoc(db: Db, signal?: AbortSignal): Promise<number> {
	const taken = await db.first<{ doc: number }>(sql`
		select coalesce(pg_sequence_last_value(pg_get_serial_sequence('similarity_texts', 'doc')::regclass), 0) as doc`);
	const before = await db.first<{ xid: string }>(
		sql`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`,
	);
	for (const began = Date.now(); ; ) {
		const row = await db.first<{ over: boolean }>(
			sql`select pg_snapshot_xmin(pg_current_snapshot()) >= ${before!.xid}::xid8 as over`,
		);
		if (row!.over) return taken!.doc;
		if (Date.now() - began > PATIENCE_MS) throw new Error('a transaction that writes stays open');
		await sleep(100, undefined, { signal });
	}
}

async function* readTexts(tx: Tx, lastDoc: number) {
	const query = `select doc, syllables from similarity_texts
		where doc <= ${lastDoc} and dropped_at is null order by doc`;
	for await (const rows of copyRows(tx, query))
		yield rows.map(([doc, syllables]) => ({ doc: doc!.readInt32BE(), hashes: hashesOf(syllables!) }));
}

/**
 * Of copies the later ones: a text that many hand in would become boilerplate. A duplicate by its own words alone
 * is not left out: what a form has in common counts as a text's own until it is counted.
 */
async function knownCopies(tx: Tx): Promise<Set<number>> {
	const rows = await tx.rows<{ doc: number }>(sql`
		select distinct doc_b as doc from similarity_pairs
		where band = 'duplicate' and raw_cover >= ${COPY_COVER} and version > 0`);
	return new Set(rows.map(({ doc }) => doc));
}

function countedOf(counting: Counting) {
	const levels = counting.levels();
	return {
		documents: counting.documents,
		levels,
		level: (bucket: number) => levels[bucket]!,
		boilerplate: counting.boilerplate(),
	};
}

interface NewVersion {
	statistics: Statistics;
	levels: Buffer;
	texts: number;
	now: Date;
}

/** The version that is counted now goes on with the weights of the one before. */
async function setVersion(tx: Tx, { statistics, levels, texts, now }: NewVersion): Promise<void> {
	const { buffer, byteOffset, byteLength } = statistics.boilerplate.sequences;
	const boilerplate = Buffer.from(buffer, byteOffset, byteLength);
	const former = await tx.first<{ model: object | null }>(
		// What it measured with is told by its results; its counts are not needed again.
		sql`update similarity_versions set current = false, levels = '', boilerplate = '' where current
			returning model`,
	);
	await tx.rows(sql`
		insert into similarity_versions (version, documents, texts, levels, boilerplate, model, made_at, current,
			screen_until)
		select max(version) + 1, ${statistics.documents}, ${texts}, ${levels}, ${boilerplate},
			${former!.model && JSON.stringify(former!.model)}::jsonb, ${now}, true,
			coalesce(pg_sequence_last_value(pg_get_serial_sequence('similarity_texts', 'doc')::regclass), 0)
		from similarity_versions`);
}
