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
 * unit, the root. The root is its own superior; an ended unit's superior is its successor.
 */
export async function placements(db: Reader, unitIds: readonly number[]): Promise<Map<number, Placement>> {
	const rows = await db.rows<Placement>(sql`
		select t.unit_id as unit, coalesce(t.parent_id, t.unit_id) as superior, t.ended_on is null as open,
			coalesce((select c.ancestor_id from unit_closure c where c.unit_id = t.unit_id
				order by c.distance desc offset 1 limit 1), t.unit_id) as top,
			(select c.ancestor_id from unit_closure c where c.unit_id = t.unit_id order by c.distance desc limit 1) as root
		from unit_today t where t.unit_id = any(${[...new Set(unitIds)]}::int[])`);
	return new Map(rows.map((row) => [row.unit, row]));
}

/** The unit at which a level of review is held. */
export function heldAt(level: ReviewLevel, placement: Placement): number {
	return placement[level.heldAt];
}
