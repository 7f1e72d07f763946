import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql, VIETNAMESE } from '#platform/db/db.ts';
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

/** A cluster as it is shown: with its head. */
export interface ClusterOn {
	id: number;
	code: string;
	name: string;
	head: { code: string; name: string } | null;
}

/** A period that holds on a date; written so that no index of all dates is read for the few periods at hand. */
const stands = (on: LocalDate): Sql => sql`(p.valid @> ${on}::date) is true`;

/** The clusters into which the units below one are put on a local date, by name. */
export const clustersOn = (db: Reader, ownerId: number, on: LocalDate): Promise<ClusterOn[]> =>
	db.rows<ClusterOn>(sql`
		select c.id, c.code, c.name,
			case when h.id is not null then json_build_object('code', h.code, 'name', t.name) end as head
		from clusters c left join units h on h.id = c.head_id left join unit_today t on t.unit_id = h.id
		where c.owner_id = ${ownerId} and c.id in (select p.cluster_id from unit_periods p
			where p.parent_id = ${ownerId} and ${stands(on)})
		order by c.name collate ${VIETNAMESE}, c.code`);
