import type { ReviewLevel } from '#features/programmes/schema.ts';
import { type Reader, sql } from '#platform/db/db.ts';

/** Where the review levels of a unit are held. */
export interface Placement {
	unit: number;
	superior: number;
	top: number;
	root: number;
	/** It stands today, so that something may be submitted for it. */
	open: boolean;
}

/**
 * Where review of each unit's initiatives is held in today's tree: at the unit, the one above it, its top-level
 * unit, the root. The root is its own superior. For an ended unit it is held as for who took over: above its
 * successor, or at the unit above where that one itself took over.
 */
export async function placements(db: Reader, unitIds: readonly number[]): Promise<Map<number, Placement>> {
	const rows = await db.rows<Placement>(sql`
		select t.unit_id as unit, t.ended_on is null as open, case
				when t.ended_on is null then coalesce(t.parent_id, t.unit_id)
				when heir.was_above then heir.id
				else coalesce(heir.parent_id, heir.id) end as superior,
			coalesce((select c.ancestor_id from unit_closure c where c.unit_id = t.unit_id
				order by c.distance desc offset 1 limit 1), t.unit_id) as top,
			(select c.ancestor_id from unit_closure c where c.unit_id = t.unit_id order by c.distance desc limit 1) as root
		from unit_today t left join lateral (
				select h.unit_id as id, h.parent_id, exists (
					select 1 from unit_periods p join unit_closure up on up.unit_id = p.parent_id
					where p.unit_id = t.unit_id and upper(p.valid) = t.ended_on and up.ancestor_id = h.unit_id) as was_above
				from unit_closure c join unit_today h on h.unit_id = c.ancestor_id and h.ended_on is null
				where c.unit_id = t.unit_id order by c.distance limit 1
			) heir on t.ended_on is not null
		where t.unit_id = any(${[...new Set(unitIds)]}::int[])`);
	return new Map(rows.map((row) => [row.unit, row]));
}

/** The unit at which a level of review is held. */
export function heldAt(level: ReviewLevel, placement: Placement): number {
	return placement[level.heldAt];
}
