import { plannedAnew, recordset, sql, type Tx } from '#platform/db/db.ts';
import type { FoundPair } from '../rules/near.ts';
import { BANDS } from '../schema.ts';

/**
 * Writes what screening found of documents and brings the results of both sides up to date. Documents that were
 * dropped meanwhile are left out: from here to the commit none of these can be.
 * @param docs screened, found or not
 * @param version of the statistics
 */
export async function writePairs(
	tx: Tx,
	docs: readonly number[],
	pairs: readonly FoundPair[],
	version: number,
	now: Date,
): Promise<void> {
	const involved = [...new Set([...docs, ...pairs.map(({ other }) => other)])];
	const alive = await lockTexts(tx, involved);
	const items = pairs
		.filter(({ doc, other }) => alive.has(doc) && alive.has(other))
		.map(({ doc, other, comparison: { band, score, containment, rawCover, bits, features } }) => ({
			a: Math.min(doc, other),
			b: Math.max(doc, other),
			...{ band, score, containment, rawCover, bits, features },
		}));
	if (items.length > 0)
		await tx.rows(sql`
			insert into similarity_pairs (doc_a, doc_b, band, score, containment, raw_cover, bits, features, version, made_at)
			select distinct on (a, b) a, b, band, score, containment, "rawCover", bits,
				array(select value::real from jsonb_array_elements_text(features)), ${version}, ${now}
			from ${recordset(items)} as i(a int, b int, band text, score real, containment real, "rawCover" real, bits real,
				features jsonb)
			order by a, b
			on conflict (doc_a, doc_b) do update set band = excluded.band, score = excluded.score,
				containment = excluded.containment, raw_cover = excluded.raw_cover, bits = excluded.bits,
				features = excluded.features, version = excluded.version, made_at = excluded.made_at`);
	const screened = docs.filter((doc) => alive.has(doc));
	await tx.rows(
		plannedAnew(sql`
		insert into similarity_results (subject, doc, band, pairs, version, screened_at)
		select subject, doc, band, pairs, ${version}, ${now} from (${strongest(screened)}) s order by subject
		on conflict (subject) do update set doc = excluded.doc, band = excluded.band, pairs = excluded.pairs,
			version = excluded.version, screened_at = excluded.screened_at`),
	);
	const partners = new Set(pairs.map(({ other }) => other));
	for (const doc of docs) partners.delete(doc);
	await refreshResults(tx, [...partners]);
}

/** Lets go what was found of documents that are no longer, and what their partners' results owed to it. */
export async function forgetPairs(tx: Tx, docs: readonly number[]): Promise<void> {
	if (docs.length === 0) return;
	await tx.rows(sql`delete from similarity_results where doc = any(${docs}::int[])`);
	const partners = await tx.rows<{ doc: number }>(sql`
		with gone as (
			delete from similarity_pairs where doc_a = any(${docs}::int[]) or doc_b = any(${docs}::int[])
			returning doc_a, doc_b
		), side as (
			select doc_a as doc from gone union select doc_b from gone
		)
		select doc from side where not (doc = any(${docs}::int[]))`);
	const involved = partners.map(({ doc }) => doc);
	await lockTexts(tx, involved);
	await refreshResults(tx, involved);
}

/**
 * Locks texts in one order, so that two that screen or drop at once wait for each other and do not deadlock.
 * Answers those that are not dropped: from here to the end of the transaction none of these can be.
 */
export async function lockTexts(tx: Tx, docs: readonly number[]): Promise<Set<number>> {
	if (docs.length === 0) return new Set();
	const live = await tx.rows<{ doc: number }>(sql`
		select doc from similarity_texts where doc = any(${docs}::int[]) and dropped_at is null
		order by doc for no key update`);
	return new Set(live.map(({ doc }) => doc));
}

/**
 * Sets the results that there are to the strongest of each document's pairs. The documents are locked by the
 * caller: two that write pairs of one document would each count without the other's.
 */
export async function refreshResults(tx: Tx, docs: readonly number[]): Promise<void> {
	if (docs.length === 0) return;
	await tx.rows(
		plannedAnew(sql`
		update similarity_results r set band = s.band, pairs = s.pairs
		from (${strongest(docs)}) s where r.subject = s.subject and r.doc = s.doc
			and (r.band, r.pairs) is distinct from (s.band, s.pairs)`),
	);
}

const strongest = (docs: readonly number[]) => sql`
	select t.subject, t.doc, coalesce(p.band, 'clear') as band, coalesce(p.pairs, 0) as pairs
	from similarity_texts t left join lateral (
		select (array_agg(band order by array_position(${BANDS}::text[], band)))[1] as band, count(*)::int as pairs
		from (
			select band from similarity_pairs where doc_a = t.doc
			union all select band from similarity_pairs where doc_b = t.doc
		) b
	) p on true
	where t.doc = any(${docs}::int[]) and t.dropped_at is null`;
