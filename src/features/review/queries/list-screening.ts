import { IS_OPEN } from '#features/initiatives/queries/similar.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { BANDS, type Band } from '#features/similarity/schema.ts';
import { within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { textRef } from './pairs.ts';

/** How far the screening of what a list entered is, and what it found. */
export interface ListScreening {
	/** Rows that were submitted and are not withdrawn since; drafts are screened when they are submitted. */
	total: number;
	screened: number;
	counts: Record<Band, number>;
}

/** Rows `r` of a list that became initiatives, each with its live text `t` and what was found of it, `s`. */
const ENTERED = sql`import_rows r
	join similarity_texts t on t.subject = r.initiative_id and t.dropped_at is null
	left join similarity_results s on s.subject = t.subject and s.doc = t.doc`;

const isOf = (listId: string): Sql => sql`r.import_id = ${listId}::uuid and r.outcome = 'submitted'`;

/** @param listId of a list that the caller has loaded for its officer (`loadImport`) */
export async function listScreening(db: Reader, listId: string): Promise<ListScreening> {
	const rows = await db.rows<{ band: Band | null; n: number }>(sql`
		select s.band, count(*) as n from ${ENTERED} where ${isOf(listId)} group by s.band`);
	const of = (band: Band | null) => rows.find((row) => row.band === band)?.n ?? 0;
	const counts = Object.fromEntries(BANDS.map((band) => [band, of(band)])) as Record<Band, number>;
	const screened = BANDS.reduce((sum, band) => sum + counts[band], 0);
	return { total: screened + of(null), screened, counts };
}

/** What a row of a list is most like. */
export interface RowLikeness {
	band: Exclude<Band, 'clear'>;
	/** 0 to 1. */
	score: number;
	/** Share of the one text's own words that stand in the other, 0 to 1. */
	containment: number;
	/** Row number when it came with the same list. */
	row: number | null;
	/** Both null for what the officer neither reads nor entered with this list, and not everybody may read. */
	code: string | null;
	title: string | null;
	unitName: string;
	submittedOn: LocalDate;
	/** Names the pair in addresses under the row's own code, see `Likeness.ref`. */
	ref: string;
}

export interface ScreenedRow {
	row: number;
	code: string;
	title: string;
	/** The officer reads the row's unit, so that the pair can be opened. */
	readable: boolean;
	/** Null: waits to be screened. */
	band: Band | null;
	/** How many other initiatives it is like. */
	pairs: number;
	like: RowLikeness | null;
}

interface Found extends Omit<ScreenedRow, 'code' | 'like'> {
	id: number;
	like: (Omit<RowLikeness, 'code' | 'ref'> & { id: number; doc: number; reached: boolean }) | null;
}

/**
 * Rows of a list in its order with what each is most like; rows of one band, or all.
 * @param actor whose list it is: title and code of what they may not read do not leave the database
 */
export async function screenedRows(
	db: Reader,
	actor: Actor,
	listId: string,
	filter: { band?: Band; offset: number; limit: number },
): Promise<ScreenedRow[]> {
	const reads = (unit: Sql) => within(scopeOf(actor, 'read_initiatives'), unit);
	const band = filter.band ?? null;
	const rows = await db.rows<Found>(sql`
		with mine as materialized (
			select r.row_number, r.initiative_id from import_rows r where ${isOf(listId)}
		), page as materialized (
			select r.row_number, i.id, i.title, i.unit_id, t.doc, s.band, coalesce(s.pairs, 0) as pairs
			from ${ENTERED} join initiatives i on i.id = r.initiative_id
			where ${isOf(listId)} and (${band}::text is null or s.band = ${band}::text)
			order by r.row_number limit ${filter.limit} offset ${filter.offset}
		), best as materialized (
			select p.doc as mine, o.doc, o.subject, b.band, b.score, b.containment
			from page p cross join lateral (
				select x.* from (
					select a.doc_b as doc, a.band, a.score, a.containment from similarity_pairs a where a.doc_a = p.doc
					union all
					select a.doc_a, a.band, a.score, a.containment from similarity_pairs a where a.doc_b = p.doc
				) x join similarity_texts live on live.doc = x.doc and live.dropped_at is null
				order by array_position(${BANDS}::text[], x.band), x.score desc, x.doc limit 1
			) b join similarity_texts o on o.doc = b.doc
		)
		select p.row_number as row, p.id, p.title, ${reads(sql`p.unit_id`)} as readable, p.band, p.pairs,
			case when i.id is not null then jsonb_build_object('id', i.id, 'doc', best.doc, 'band', best.band,
				'score', best.score, 'containment', best.containment, 'row', mine.row_number,
				'reached', ${reads(sql`i.unit_id`)},
				'title', case when mine.row_number is not null or ${IS_OPEN} or ${reads(sql`i.unit_id`)} then i.title end,
				'unitName', ut.name, 'submittedOn', i.submitted_on) end as like
		from page p
			left join best on best.mine = p.doc
			left join initiatives i on i.id = best.subject
			left join unit_today ut on ut.unit_id = i.unit_id
			left join mine on mine.initiative_id = i.id
		order by p.row_number`);
	return rows.map(({ id, like, ...row }) => ({ ...row, code: codeOf(id), like: like && toLikeness(like) }));
}

function toLikeness({ id, doc, reached, ...like }: NonNullable<Found['like']>): RowLikeness {
	const code = like.title === null ? null : codeOf(id);
	return { ...like, code, ref: reached ? codeOf(id) : textRef(doc) };
}
