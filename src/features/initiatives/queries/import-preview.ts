import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Band } from '#features/similarity/schema.ts';
import { within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { codeOf } from '../schema.ts';
import { IS_OPEN } from './similar.ts';

/** How far comparing a checked list is before it is entered, and what it found. */
export interface ListPreview {
	/** Rows. */
	total: number;
	screened: number;
	finished: boolean;
	/** Of the rows that would be written: like an initiative that is there, like another row of the list. */
	known: number;
	twins: number;
}

/** Likenesses `l` of a preview `p`, of rows `r` that would be written: what is there already is like itself. */
const LIKENESSES = sql`lateral (
	select x.*, r.content from jsonb_to_recordset(p.likenesses) as x("row" int, band text, score real, subject bigint,
			twin int)
		join import_rows r on r.import_id = p.import_id and r.row_number = x."row"
	where r.outcome in ('submitted', 'draft')
) l`;

/** @param listId of a list that the caller has loaded for its officer (`loadImport`) */
export async function listPreview(db: Reader, listId: string): Promise<ListPreview> {
	const row = await db.first<ListPreview & { done: number }>(sql`
		select i.total, coalesce(p.done, 0) as done, coalesce(p.finished, false) as finished,
			count(l.subject)::int as known, count(l.twin)::int as twins
		from imports i left join list_previews p on p.import_id = i.id
			left join ${LIKENESSES} on true
		where i.id = ${listId}::uuid group by i.total, p.import_id`);
	const { done, ...preview } = row!;
	// All are through once what was found is kept, and no sooner.
	return { ...preview, screened: preview.finished ? preview.total : Math.min(done, preview.total - 1) };
}

/** A row that is not entered yet, with what it is most like. */
export interface PreviewedRow {
	row: number;
	title: string;
	band: Band;
	/** 0 to 1. */
	score: number;
	like: {
		/** Of the same list. */
		row: number | null;
		/** Null for an initiative that the officer may not read. */
		title: string | null;
		code: string | null;
		unitName: string | null;
		submittedOn: LocalDate | null;
	};
}

/** Rows of a list that are like something, in its order. */
export async function previewedRows(
	db: Reader,
	actor: Actor,
	listId: string,
	limit: number,
): Promise<PreviewedRow[]> {
	const rows = await db.rows<PreviewedRow & { like: { id: number | null } }>(sql`
		select l."row", coalesce(l.content->>'title', '') as title, l.band, l.score,
			jsonb_build_object('row', t.row_number, 'id', case when o.open then i.id end,
				'title', case when t.row_number is not null then t.content->>'title' when o.open then i.title end,
				'unitName', u.name, 'submittedOn', i.submitted_on) as like
		from list_previews p cross join ${LIKENESSES}
			left join import_rows t on t.import_id = p.import_id and t.row_number = l.twin
			left join initiatives i on i.id = l.subject
			left join unit_today u on u.unit_id = i.unit_id
			cross join lateral (
				select ${IS_OPEN} or ${within(scopeOf(actor, 'read_initiatives'), sql`i.unit_id`)} as open
			) o
		where p.import_id = ${listId}::uuid
		order by l."row" limit ${limit}`);
	return rows.map(({ like: { id, ...like }, ...row }) => ({
		...row,
		like: { ...like, code: id === null ? null : codeOf(id) },
	}));
}
