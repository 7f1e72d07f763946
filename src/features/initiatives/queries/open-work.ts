import { type Reader, sql } from '#platform/db/db.ts';

/** What is under way at some units themselves. */
export interface OpenWork {
	/** Initiatives whose review is held there now. */
	waiting: number;
	/** Initiatives of theirs that came back and are being mended. */
	returned: number;
	drafts: number;
}

export async function openWorkAt(db: Reader, unitIds: readonly number[]): Promise<OpenWork> {
	const row = await db.first<OpenWork>(sql`select
		(select count(*) from initiatives where state = 'in_review' and review_unit_id = any(${unitIds}::int[])) as waiting,
		(select count(*) from initiatives where state = 'returned' and unit_id = any(${unitIds}::int[])) as returned,
		(select count(*) from drafts where deleted_at is null and unit_id = any(${unitIds}::int[])) as drafts`);
	return row!;
}

/** Those of some units that something was ever entered for. */
export async function unitsWithWork(db: Reader, unitIds: readonly number[]): Promise<Set<number>> {
	const rows = await db.rows<{ id: number }>(sql`select u as id from unnest(${unitIds}::int[]) u
		where exists (select 1 from initiatives i where i.unit_id = u) or exists (select 1 from drafts d where d.unit_id = u)
			or exists (select 1 from registrations r where r.unit_id = u)
			or exists (select 1 from role_grants g where g.unit_id = u)`);
	return new Set(rows.map(({ id }) => id));
}
