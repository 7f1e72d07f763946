<<<<<<< HEAD
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import type { TreeOn } from './trees.ts';
=======
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
>>>>>>> 244bccc (Show rankings nationally, inside clusters and by quarter, with what-if, past dates and downloads)

export interface Cluster {
	id: number;
	code: string;
	name: string;
	/** Whose children are compared. */
	ownerId: number;
	headId: number | null;
}

<<<<<<< HEAD
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
=======
/** The clusters into which the units below one are put on a local date, by name. */
export const clustersOf = (db: Reader, ownerId: number, on: LocalDate): Promise<Cluster[]> =>
	db.rows<Cluster>(sql`
		select c.id, c.code, c.name, c.sample,
			case when h.id is not null then json_build_object('code', h.code, 'name', t.name) end as head
		from clusters c left join units h on h.id = c.head_id left join unit_today t on t.unit_id = h.id
		where c.owner_id = ${ownerId} and c.id in (select p.cluster_id from unit_periods p
			where p.parent_id = ${ownerId} and p.valid @> ${on}::date)
		order by c.name collate ${VIETNAMESE}, c.code`);

/** A unit that ended and passed to another, as it was last called. */
export interface EndedUnit {
	id: number;
	code: string;
	name: string;
	/** Its main successor. */
	into: number;
	endedOn: LocalDate;
}

/**
 * Units that had ended by a local date and passed to some units, or to one that passed to them, from outside: what had
 * stood below its successor all along brings nothing with it.
 */
export async function unitsMergedInto(
	db: Reader,
	unitIds: readonly number[],
	on: LocalDate,
): Promise<EndedUnit[]> {
	const ended = sql`units u join lateral (select p.name, p.parent_id, upper(p.valid) as ended_on from unit_periods p
		where p.unit_id = u.id and lower(p.valid) <= ${on}::date order by lower(p.valid) desc limit 1) last
			on last.ended_on <= ${on}::date`;
	const fromOutside = sql`not exists (
		with recursive up(id) as (
			select last.parent_id
			union select p.parent_id from up join unit_periods p on p.unit_id = up.id and p.valid @> last.ended_on - 1
		) select 1 from up where up.id = u.successor_id)`;
	return db.rows<EndedUnit>(sql`
		with recursive heirs(id, code, name, "into", "endedOn") as (
			select u.id, u.code, last.name, u.successor_id, last.ended_on from ${ended}
				where u.successor_id = any(${unitIds}::int[]) and ${fromOutside}
			union
			select u.id, u.code, last.name, u.successor_id, last.ended_on from heirs h
				join ${ended} on u.successor_id = h.id where ${fromOutside}
		)
		select * from heirs order by "endedOn", name collate ${VIETNAMESE}`);
>>>>>>> 244bccc (Show rankings nationally, inside clusters and by quarter, with what-if, past dates and downloads)
}

/** A cluster as it is shown: with its head. */
export interface ClusterOn {
	id: number;
	code: string;
	name: string;
	head: { code: string; name: string } | null;
}

/** The clusters into which the units below one are put on a local date, by name. */
export const clustersOn = (db: Reader, ownerId: number, on: LocalDate): Promise<ClusterOn[]> =>
	db.rows<ClusterOn>(sql`
		select c.id, c.code, c.name,
			case when h.id is not null then json_build_object('code', h.code, 'name', t.name) end as head
		from clusters c left join units h on h.id = c.head_id left join unit_today t on t.unit_id = h.id
		where c.owner_id = ${ownerId} and c.id in (select p.cluster_id from unit_periods p
			where p.parent_id = ${ownerId} and p.valid @> ${on}::date)
		order by c.name collate ${VIETNAMESE}, c.code`);
