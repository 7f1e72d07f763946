import type { Band } from '#features/similarity/schema.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { SCREENED } from '../schema.ts';

/** Bands of which a person should judge. */
export const TO_JUDGE: readonly Band[] = ['duplicate', 'suspicious'];

/** The latest verdict on the initiatives `a` and `b`, which stands unless it was taken back. */
export const latestVerdict = (a: Sql, b: Sql): Sql => sql`select v.* from pair_verdicts v
	where v.initiative_a = least(${a}, ${b}) and v.initiative_b = greatest(${a}, ${b}) order by v.id desc limit 1`;

/** The band of an initiative `i`, null when it was not screened; a scalar, so that a list keeps its own order. */
const BAND = sql`(select s.band from similarity_results s where s.subject = i.id)`;

/** Live documents that are paired with that of an initiative `i`, closely enough to be judged: `doc`, `subject`. */
const CLOSE = sql`(select o.doc, o.subject from similarity_texts t
	cross join lateral (
		select p.doc_b as doc from similarity_pairs p where p.doc_a = t.doc and p.band = any(${TO_JUDGE}::text[])
		union all
		select p.doc_a from similarity_pairs p where p.doc_b = t.doc and p.band = any(${TO_JUDGE}::text[])
	) close join similarity_texts o on o.doc = close.doc and o.dropped_at is null
	where t.subject = i.id and t.dropped_at is null)`;

/** A condition on initiatives `i`: a duplicate or suspicious pair of it has no verdict. */
export const UNJUDGED = sql`case when ${BAND} = any(${TO_JUDGE}::text[]) then exists (
	select 1 from ${CLOSE} close left join lateral (${latestVerdict(sql`i.id`, sql`close.subject`)}) v on true
	where coalesce(v.verdict, 'withdrawn') = 'withdrawn') else false end`;

/**
 * What was judged of an initiative `i` and any other, as an expression: the gravest of the verdicts that stand, null
 * where none does.
 */
export const JUDGED = sql`(select v.verdict from (select distinct on (initiative_a, initiative_b) verdict
		from pair_verdicts where initiative_a = i.id or initiative_b = i.id
		order by initiative_a, initiative_b, id desc) v
	where v.verdict <> 'withdrawn'
	order by array_position(array['confirmed_copy', 'later_edition', 'not_a_copy'], v.verdict) limit 1)`;

/** Above this many initiatives in a band a list is read in its own order and sifted; below, they are looked up. */
const FEW = 5_000;

/** A condition on initiatives `i`: how screening went. What it costs follows the band or the page, never the corpus. */
export async function screenedAs(db: Reader, band: (typeof SCREENED)[number] | ''): Promise<Sql> {
	if (band === '') return sql`true`;
	const condition = conditionOf(band);
	if (band === 'clear') return condition;
	const found = subjectsOf(band);
	const most = await db.rows(sql`${found} limit ${FEW + 1}`);
	return most.length > FEW ? condition : sql`i.id = any(array(${found})) and ${condition}`;
}

function conditionOf(band: (typeof SCREENED)[number]): Sql {
	if (band === 'unjudged') return UNJUDGED;
	return band === 'unscreened' ? sql`${BAND} is null` : sql`${BAND} = ${band}`;
}

/** Whatever a condition may hold for, from an index. */
function subjectsOf(band: (typeof SCREENED)[number]): Sql {
	if (band === 'unscreened')
		return sql`select t.subject from similarity_waiting w join similarity_texts t on t.doc = w.doc`;
	const bands = band === 'unjudged' ? TO_JUDGE : [band];
	// The index leaves out what is clear, which the planner has to be told.
	return sql`select subject from similarity_results where band = any(${bands}::text[]) and band <> 'clear'`;
}
