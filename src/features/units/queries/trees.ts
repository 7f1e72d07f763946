import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql, VIETNAMESE } from '#platform/db/db.ts';
import type { UnitKind } from '../schema.ts';

/** The tree under which figures are asked for: that of a local date, not after today; null is today's. */
export type TreeOn = LocalDate | null;

/** A unit as it stood in the tree asked for. */
export interface UnitOn {
	id: number;
	/** What tallies are kept by: the unit itself, or what stood below it until a change of the tree. */
	nodeId: number;
	code: string;
	name: string;
	kind: UnitKind;
	parentId: number | null;
	clusterId: number | null;
	province: string | null;
	/** Local date on which it had ended by then, or null. It stands below its successor, else its last parent. */
	endedOn: LocalDate | null;
}

/** The node of a unit in a tree. */
const nodeOn = (unitId: Sql, tree: TreeOn): Sql =>
	tree === null
		? unitId
		: sql`coalesce((select n.id from past_nodes n where n.unit_id = ${unitId} and n.valid @> ${tree}::date), ${unitId})`;

/** Nodes of some units in a tree; units that did not exist yet are absent. */
export async function nodesOf(
	db: Reader,
	unitIds: readonly number[],
	tree: TreeOn,
): Promise<Map<number, number>> {
	if (tree === null) return new Map(unitIds.map((id) => [id, id]));
	const rows = await db.rows<{ id: number; nodeId: number }>(sql`
		select u.id, ${nodeOn(sql`u.id`, tree)} as "nodeId" from unnest(${unitIds}::int[]) as u(id)
		where exists (select 1 from unit_periods p where p.unit_id = u.id and lower(p.valid) <= ${tree}::date)`);
	return new Map(rows.map((row) => [row.id, row.nodeId]));
}

/** Columns of a `UnitOn` from units `u` and what they were `t`. */
const columns = (tree: TreeOn): Sql =>
	sql`u.id, ${nodeOn(sql`u.id`, tree)} as "nodeId", u.code, t.name, t.kind, t.parent_id as "parentId",
		t.cluster_id as "clusterId", t.province, t.ended_on as "endedOn"`;

const BY_NAME = sql`order by t.name collate ${VIETNAMESE}, u.code`;

/** Units that stood in a tree, as `unit_today` has them. */
const standingOn = (tree: TreeOn): Sql =>
	tree === null
		? sql`(select * from unit_today where ended_on is null)`
		: sql`(select p.*, null::date as ended_on from unit_periods p where p.valid @> ${tree}::date)`;

/**
 * Direct children in a tree, by name. Ended ones are among them, so that a table can sum to its parent: those that
 * the unit took over, and those that it was the parent of and that have no successor.
 */
export async function childrenOn(db: Reader, parentId: number, tree: TreeOn): Promise<UnitOn[]> {
	// Whoever was ever below it or passed to it is few; the rest is decided by what they were on that day.
	const placed =
		tree === null
			? sql`unit_today`
			: sql`(select distinct on (p.unit_id) p.unit_id, p.name, p.kind, p.cluster_id, p.province,
					case when upper(p.valid) <= ${tree}::date then coalesce(s.successor_id, p.parent_id)
						else p.parent_id end as parent_id,
					case when upper(p.valid) <= ${tree}::date then upper(p.valid) end as ended_on
				from unit_periods p join units s on s.id = p.unit_id
				where lower(p.valid) <= ${tree}::date and p.unit_id in (
					select unit_id from unit_periods where parent_id = ${parentId}
					union select id from units where successor_id = ${parentId})
				order by p.unit_id, lower(p.valid) desc)`;
	return db.rows<UnitOn>(sql`select ${columns(tree)} from ${placed} t join units u on u.id = t.unit_id
		where t.parent_id = ${parentId} ${BY_NAME}`);
}

/** Units of one kind below another in a tree, at any depth, by name; ended ones are not among them. */
export async function unitsOfKindBelow(
	db: Reader,
	ancestorId: number,
	kind: UnitKind,
	tree: TreeOn,
): Promise<UnitOn[]> {
	// The kind comes first, and all of it stands below the root: a plan made for any unit would look up what stands
	// below the root one by one.
	return db.rows<UnitOn>(sql`with t as materialized (select * from ${standingOn(tree)} s where s.kind = ${kind})
		select ${columns(tree)} from t join units u on u.id = t.unit_id
		where u.id <> ${ancestorId} and (
			exists (select 1 from unit_today root where root.unit_id = ${ancestorId} and root.parent_id is null)
			or t.unit_id in (select c.unit_id from node_units c
				where c.node_id = ${nodeOn(sql`${ancestorId}::int`, tree)})) ${BY_NAME}`);
}

/**
 * Units some levels below another in a tree, by name; ended ones are not among them.
 * @param depth 1 for its children
 */
export async function unitsAtDepth(
	db: Reader,
	ancestorId: number,
	depth: number,
	tree: TreeOn,
): Promise<UnitOn[]> {
	let above = [ancestorId];
	for (let level = 1; ; level++) {
		const units = await db.rows<UnitOn>(sql`select ${columns(tree)}
			from ${standingOn(tree)} t join units u on u.id = t.unit_id
			where t.parent_id = any(${above}::int[]) ${BY_NAME}`);
		if (level >= depth || units.length === 0) return units;
		above = units.map((unit) => unit.id);
	}
}
