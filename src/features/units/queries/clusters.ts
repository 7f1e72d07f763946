import { type Reader, sql } from '#platform/db/db.ts';
import type { TreeOn } from './trees.ts';

export interface Cluster {
	id: number;
	code: string;
	name: string;
	/** Whose children are compared. */
	ownerId: number;
	headId: number | null;
}

/** The clusters into which a unit's children are put, by code. */
export async function clustersOf(db: Reader, ownerId: number): Promise<Cluster[]> {
	return db.rows<Cluster>(sql`select id, code, name, owner_id as "ownerId", head_id as "headId"
		from clusters where owner_id = ${ownerId} order by code`);
}

/** Units of a cluster in a tree, by id; ended ones stand with their successors. */
export async function clusterMembers(db: Reader, clusterId: number, tree: TreeOn): Promise<number[]> {
	const rows = await db.rows<{ id: number }>(
		tree === null
			? sql`select unit_id as id from unit_today where cluster_id = ${clusterId} and ended_on is null order by 1`
			: sql`select unit_id as id from unit_periods where cluster_id = ${clusterId} and valid @> ${tree}::date order by 1`,
	);
	return rows.map(({ id }) => id);
}
