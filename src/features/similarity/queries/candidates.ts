import { type Db, plannedAnew, sql, type Tx } from '#platform/db/db.ts';
import type { FindingPairs } from '../rules/finding.ts';
import { Gathering } from '../rules/gather.ts';
import { bytesWithin, FRESH_EACH, FRESH_MOST, type List, mostAlike } from '../rules/lists.ts';
import type { Effort } from '../rules/memory-index.ts';
import type { CandidateText } from '../rules/near.ts';
import { hashesOf } from '../rules/stored.ts';

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
	const lists = await listsFor(db, pairs, budget);
	// Nothing else runs meanwhile: the searches of one process share these arrays.
	const found = mostAlike(gathering, pairs, lists.map(listOf), { budget, top });
	if (found.length === 0) return [];
	const texts = await db.rows<{ doc: number; subject: number; syllables: Buffer }>(sql`
		select t.doc, t.subject, t.syllables
		from unnest(${`{${found.map(({ doc }) => doc)}}`}::int[], ${`{${found.map(({ bits }) => bits)}}`}::int[]) as f(doc, bits)
		join similarity_texts t on t.doc = f.doc
		where t.dropped_at is null and t.subject <> ${except}
		order by f.bits desc, t.subject limit ${top}`);
	return texts.map(({ doc, subject, syllables }) => ({ doc, subject, hashes: hashesOf(syllables) }));
}

interface ListRow {
	/** Of the pair, from 1. */
	place: number;
	packed: Buffer | null;
	fresh: Buffer | null;
}

async function listsFor(db: Db | Tx, pairs: FindingPairs, budget: number): Promise<ListRow[]> {
	const read = () => db.rows<ListRow>(plannedAnew(listsStatement(pairs, budget)));
	let rows = await read();
	// PostgreSQL plans a statement before it takes the moment that it sees: lists that take their place in between have
	// a table that the plan does not know, and none of them would be found. The next plan knows it.
	if (!rows.some(({ place }) => place === PRESENT)) rows = await read();
	return rows.filter(({ place }) => place !== PRESENT);
}

/** In place of a pair: the packed lists are there to be read, as far as there are any. */
const PRESENT = 0;

// The shortest lists first, as far as the budget goes; of the one at its end a part. What is not read stays on
// disk. Lists not packed yet are read in the order of what is known of their pairs.
const listsStatement = ({ buckets }: FindingPairs, budget: number) => sql`
	with place as materialized (
		select generation, last_doc, documents from similarity_generations where current
	), sought as materialized (
		select bucket, place::int from unnest(${`{${buckets}}`}::int[]) with ordinality as s(bucket, place)
	), packed as (
		select s.place, p.docs, octet_length(p.docs) as size,
			sum(octet_length(p.docs)) over (order by octet_length(p.docs), p.bucket rows unbounded preceding) as upto
		from sought s join similarity_postings p
			on p.generation = (select generation from place) and p.bucket = s.bucket
	)
	select place, substr(docs, 1, least(size, ${bytesWithin(budget)}::bigint - (upto - size))::int) as packed,
		null::bytea as fresh
	from packed where upto - size < ${bytesWithin(budget)}::bigint
	union all
	select place, null, string_agg(int4send(doc), ''::bytea) from (
		select s.place, d.doc
		from sought s cross join lateral (
			select doc from similarity_delta
			where bucket = s.bucket and doc > (select last_doc from place)
			order by doc limit ${FRESH_EACH}) d
		limit ${Math.min(budget, FRESH_MOST)}) f
	group by place
	union all
	select ${PRESENT}::int, null, null from place where documents = 0
		or exists (select 1 from similarity_postings p where p.generation = (select generation from place))`;

function listOf({ place, packed, fresh }: ListRow): List {
	return {
		place: place - 1,
		packed,
		fresh: fresh && Int32Array.from({ length: fresh.length / 4 }, (_, at) => fresh.readInt32BE(at * 4)),
	};
}
