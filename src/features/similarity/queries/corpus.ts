import { copyRows } from '#platform/db/copy-binary.ts';
import { type Db, type Reader, sql, type Tx } from '#platform/db/db.ts';
import { shareStatistics } from '../rules/statistics.ts';
import { hashesOf } from '../rules/stored.ts';
import { ListStarts, placeOf, type SharedCorpus } from '../rules/stored-index.ts';
import { TextStore } from '../rules/text-store.ts';
import { alignerAsOf } from './versions.ts';

/** All that screening needs, in memory, and what is to be screened, by place. */
export interface Corpus {
	shared: SharedCorpus;
	version: number;
	/** Of lists, not screened yet. */
	waiting: Int32Array;
	/** Of the whole corpus, not screened under this version yet; with those that wait. */
	again: Int32Array;
	/** Where screening again ends, by document number. */
	until: number;
}

/** Where lists of all buckets begin, twice, and levels; and what each thread adds up in, for some millions of texts. */
const FIXED_BYTES = 160e6;
const THREAD_BYTES = 64e6;

/** The memory that a corpus takes at most, with threads that search it, from the sizes of tables. */
export async function bytesOfCorpus(db: Reader, threads: number): Promise<number> {
	const row = await db.first<{ bytes: number }>(sql`
		select pg_table_size('similarity_texts') + pg_relation_size('similarity_delta')
			+ (select pg_table_size(('similarity_postings_' || generation)::regclass) from similarity_generations where current)
			as bytes`);
	return row!.bytes + FIXED_BYTES + threads * THREAD_BYTES;
}

/** Reads texts, lists and statistics as of one moment; half a minute for millions. */
export function loadCorpus(db: Db, signal?: AbortSignal): Promise<Corpus> {
	return db.snapshot(async (tx) => {
		const { statistics } = await alignerAsOf(tx);
		const { version } = statistics;
		const { texts, docs, subjects } = await loadTexts(tx, signal);
		const lists = await loadLists(tx, signal);
		const range = await tx.first<{ from: number; until: number }>(sql`
			select screened_to as "from", screen_until as until from similarity_versions where version = ${version}`);
		const { from, until } = range!;
		const screened = await markedBy(
			tx,
			docs,
			`select doc from similarity_results where version = ${version}`,
		);
		const waiting = await markedBy(tx, docs, 'select doc from similarity_waiting where priority > 0');
		const again = docs.map((doc, place) => (doc > from && doc <= until && !screened[place] ? place : -1));
		return {
			shared: { statistics: shareStatistics(statistics), texts: texts.shared(), docs, subjects, ...lists },
			version,
			waiting: docs.map((_, place) => (waiting[place] ? place : -1)).filter((place) => place >= 0),
			again: again.filter((place) => place >= 0),
			until,
		};
	});
}

async function loadTexts(tx: Tx, signal?: AbortSignal) {
	const live = 'from similarity_texts where dropped_at is null';
	const { rows } = await tx.client.query(
		`select count(*) as texts, coalesce(sum(octet_length(syllables)), 0) / 2 as syllables ${live}`,
	);
	const count = Number(rows[0].texts);
	const texts = new TextStore(count, Number(rows[0].syllables));
	const docs = new Int32Array(new SharedArrayBuffer(count * 4));
	const subjects = new Float64Array(new SharedArrayBuffer(count * 8));
	for await (const portion of copyRows(tx, `select doc, subject, syllables ${live} order by doc`)) {
		for (const [doc, subject, syllables] of portion) {
			const place = texts.add(hashesOf(syllables!));
			docs[place] = doc!.readInt32BE();
			subjects[place] = Number(subject!.readBigInt64BE());
		}
		signal?.throwIfAborted();
	}
	return { texts, docs, subjects };
}

/** The packed lists in use and what came after them. */
async function loadLists(tx: Tx, signal?: AbortSignal) {
	const current = await tx.first<{ generation: number; lastDoc: number }>(
		sql`select generation, last_doc as "lastDoc" from similarity_generations where current`,
	);
	const { generation, lastDoc } = current!;
	const size = await tx.first<{ packed: number; fresh: number }>(sql`
		select (select coalesce(sum(octet_length(docs)), 0)::bigint from similarity_postings where generation = ${generation}) as packed,
			(select count(*) from similarity_delta where doc > ${lastDoc}) as fresh`);

	const packed = new Uint8Array(new SharedArrayBuffer(size!.packed));
	const packedStarts = new ListStarts();
	let at = 0;
	const packedQuery = `select bucket, docs from similarity_postings where generation = ${generation} order by bucket`;
	for await (const portion of copyRows(tx, packedQuery)) {
		for (const [bucket, docs] of portion) {
			packedStarts.begin(bucket!.readInt32BE(), at);
			packed.set(docs!, at);
			at += docs!.length;
		}
		signal?.throwIfAborted();
	}

	const fresh = new Int32Array(new SharedArrayBuffer(size!.fresh * 4));
	const freshStarts = new ListStarts();
	let count = 0;
	const freshQuery = `select bucket, doc from similarity_delta where doc > ${lastDoc} order by bucket, doc`;
	for await (const portion of copyRows(tx, freshQuery)) {
		for (const [bucket, doc] of portion) {
			freshStarts.begin(bucket!.readInt32BE(), count);
			fresh[count++] = doc!.readInt32BE();
		}
		signal?.throwIfAborted();
	}
	return { packed, packedStarts: packedStarts.end(at), fresh, freshStarts: freshStarts.end(count) };
}

/** 1 at the place of each document that a query names. */
async function markedBy(tx: Tx, docs: Int32Array, query: string): Promise<Uint8Array> {
	const marks = new Uint8Array(docs.length);
	for await (const portion of copyRows(tx, query))
		for (const [doc] of portion) {
			const place = placeOf(docs, doc!.readInt32BE());
			if (place >= 0) marks[place] = 1;
		}
	return marks;
}
