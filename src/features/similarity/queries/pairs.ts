import { type Reader, sql } from '#platform/db/db.ts';
import type { Band } from '../schema.ts';

/** A pair as one of its subjects sees it; both texts are the present ones of their subjects. */
export interface Pair {
	subject: number;
	doc: number;
	otherSubject: number;
	otherDoc: number;
	band: Band;
	/** 0 to 1. */
	score: number;
	containment: number;
	rawCover: number;
	bits: number;
	features: number[];
	/** Of the statistics that it was measured with. */
	version: number;
}

/** What screening found of a subject's present text, best first. */
export function pairsOf(db: Reader, subject: number): Promise<Pair[]> {
	return db.rows<Pair>(sql`
		select t.subject, t.doc, o.subject as "otherSubject", o.doc as "otherDoc", p.band, p.score, p.containment,
			p.raw_cover as "rawCover", p.bits, p.features, p.version
		from similarity_texts t
			cross join lateral (
				select doc_b as other, a.* from similarity_pairs a where doc_a = t.doc
				union all select doc_a, b.* from similarity_pairs b where doc_b = t.doc
			) p
			join similarity_texts o on o.doc = p.other
		where t.subject = ${subject} and t.dropped_at is null and o.dropped_at is null
		order by p.score desc, o.subject`);
}

/** The strongest of what was found of a subject. */
export interface ResultOfSubject {
	band: Band;
	/** How many other texts are in a band above `clear` with it. */
	pairs: number;
	version: number;
	screenedAt: Date;
}

/** By subject; one that is not there has not been screened yet. */
export async function resultsOf(
	db: Reader,
	subjects: readonly number[],
): Promise<Map<number, ResultOfSubject>> {
	const rows = await db.rows<ResultOfSubject & { subject: number }>(sql`
		select subject, band, pairs, version, screened_at as "screenedAt" from similarity_results
		where subject = any(${subjects}::bigint[])`);
	return new Map(rows.map(({ subject, ...result }) => [subject, result]));
}
