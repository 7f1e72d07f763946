import { type Db, sql, type Tx } from '#platform/db/db.ts';
import type { FindingPairs } from '../rules/finding.ts';
import { Gathering } from '../rules/gather.ts';
import type { Effort } from '../rules/memory-index.ts';
import { visitDocs } from '../rules/postings.ts';
import { hashesOf } from '../rules/stored.ts';

/** A text that shares pairs with what is sought. */
export interface CandidateText {
	doc: number;
	subject: number;
	hashes: Uint16Array;
}

/** A packed document number takes 2 to 3 bytes. */
const BYTES_EACH = 2.3;
/**
 * Of what is not packed yet, rows in all and of one pair. It is a few hundredths of the texts, so more than this
 * share a pair only where one text came in so often: then the first thousand will do.
 */
const FRESH_MOST = 20_000;
const FRESH_EACH = 1_000;

const gathering = new Gathering();

/**
 * The live texts that share most evidence with what is sought, best first, of equals the lower subject: one
 * statement finds them, so that packed lists and what came after them are of one moment, another reads them.
 * @param except a subject left out: the text's own
 */
export async function candidatesOf(
	db: Db | Tx,
	pairs: FindingPairs,
	{ budget, top }: Effort,
	except = 0,
): Promise<CandidateText[]> {
	if (pairs.buckets.length === 0) return [];
	const lists = await db.rows<{ place: number; packed: Buffer | null; fresh: Buffer | null }>(
		listsStatement(pairs, budget),
	);
	// Nothing else runs between here and `take`: the searches of one process share these arrays.
	let left = budget;
	for (const { place, packed } of lists) {
		if (packed === null || left <= 0) continue;
		const bits = pairs.bits[place - 1]!;
		visitDocs(whole(packed), (doc) => {
			gathering.add(doc, bits);
			left--;
		});
	}
	for (const { place, fresh } of lists) {
		if (fresh === null) continue;
		const bits = pairs.bits[place - 1]!;
		for (let at = 0; at < fresh.length; at += 4) gathering.add(fresh.readInt32BE(at), bits);
	}
	// More than asked for: some are of texts that were dropped since, and equals are put in order by the database.
	const found = gathering.take(2 * top + 20);
	if (found.length === 0) return [];
	const texts = await db.rows<{ doc: number; subject: number; syllables: Buffer }>(sql`
		select t.doc, t.subject, t.syllables
		from unnest(${`{${found.map(({ doc }) => doc)}}`}::int[], ${`{${found.map(({ bits }) => bits)}}`}::int[]) as f(doc, bits)
		join similarity_texts t on t.doc = f.doc
		where t.dropped_at is null and t.subject <> ${except}
		order by f.bits desc, t.subject limit ${top}`);
	return texts.map(({ doc, subject, syllables }) => ({ doc, subject, hashes: hashesOf(syllables) }));
}

// The shortest lists first, as far as the budget goes; of the one at its end a part. What is not read stays on
// disk. Lists not packed yet are read in the order of what is known of their pairs.
const listsStatement = ({ buckets }: FindingPairs, budget: number) => sql`
	with place as materialized (
		select generation, last_doc from similarity_generations where current
	), sought as materialized (
		select bucket, place::int from unnest(${`{${buckets}}`}::int[]) with ordinality as s(bucket, place)
	), packed as (
		select s.place, p.docs, octet_length(p.docs) as size,
			sum(octet_length(p.docs)) over (order by octet_length(p.docs), p.bucket rows unbounded preceding) as upto
		from sought s join similarity_postings p
			on p.generation = (select generation from place) and p.bucket = s.bucket
	)
	select place, substr(docs, 1, least(size, ${Math.ceil(budget * BYTES_EACH)}::bigint - (upto - size))::int) as packed,
		null::bytea as fresh
	from packed where upto - size < ${Math.ceil(budget * BYTES_EACH)}::bigint
	union all
	select place, null, string_agg(int4send(doc), ''::bytea) from (
		select s.place, d.doc
		from sought s cross join lateral (
			select doc from similarity_delta
			where bucket = s.bucket and doc > (select last_doc from place)
			order by doc limit ${FRESH_EACH}) d
		limit ${Math.min(budget, FRESH_MOST)}) f
	group by place`;

/** Without a document number that was cut off at the end. */
function whole(bytes: Buffer): Buffer {
	let end = bytes.length;
	while (end > 0 && bytes[end - 1]! > 127) end--;
	return bytes.subarray(0, end);
}
