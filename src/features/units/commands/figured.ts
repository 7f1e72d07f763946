import { sql, type Tx } from '#platform/db/db.ts';

/** What a change of the tree means for tallies kept by node, all in terms of what nodes held before it. */
export interface TreeMove {
	/** New nodes, which begin as a copy of another one, or with nothing. */
	made: { nodeId: number; copyOf: number | null }[];
	/** What comes to a node (1) or goes (-1): all that another unit holds, or only what stands at that unit itself. */
	sums: { nodeId: number; unitId: number; whole: boolean; sign: 1 | -1 }[];
	/** The same by single units, for what does not add up; only of nodes of which more stays than moves. */
	units: { nodeId: number; sign: 1 | -1; unitIds: number[] }[];
	/** Nodes that are no more. */
	removed: number[];
}

export const NO_MOVE: TreeMove = { made: [], sums: [], units: [], removed: [] };

/**
 * What `tree_nodes` and `tree_diff` come to for tallies, said with as few other nodes as possible: units that move
 * as a whole subtree are one sum, and a node that keeps little is added up anew. Call it before nodes are written.
 */
export async function figuredMoves(tx: Tx): Promise<Omit<TreeMove, 'removed'>> {
	// What has just come into being holds nothing yet.
	await tx.rows(sql`create temporary table tree_set on commit drop as
		select d.node_id, d.unit_id, d.sign from tree_diff d
		where exists (select 1 from unit_today t where t.unit_id = d.unit_id)`);
	await tx.rows(sql`create temporary table tree_anew on commit drop as
		select n.node_id, n.base_id, n.made from tree_nodes n
			join (select node_id, count(*) as moving, sum(sign) as grows from tree_set group by 1) s using (node_id)
		where s.moving > s.grows + (select count(*) from node_units h where h.node_id = n.base_id)`);
	await tx.rows(sql`with stays as (
			select n.node_id, h.unit_id from tree_anew n join node_units h on h.node_id = n.base_id
			except select node_id, unit_id from tree_set where sign < 0
		), fewer as (
			delete from tree_set s using tree_anew n where n.node_id = s.node_id and s.sign < 0
		)
		insert into tree_set select node_id, unit_id, 1 from stays`);
	await tx.rows(sql`analyze tree_set`);
	await tx.rows(sql`create temporary table tree_counted on commit drop as
		select s.node_id, s.unit_id, s.sign, count(below.unit_id) = count(*) as whole
		from tree_set s join unit_closure c on c.ancestor_id = s.unit_id
			left join tree_set below on below.node_id = s.node_id and below.sign = s.sign and below.unit_id = c.unit_id
		group by 1, 2, 3`);
	// With an index: a planner that takes it for small would else walk it once for each of its rows.
	await tx.rows(sql`create index on tree_counted (unit_id, node_id)`);
	await tx.rows(sql`analyze tree_counted`);
	const sums = await tx.rows<TreeMove['sums'][number]>(sql`
		select s.node_id as "nodeId", s.unit_id as "unitId", s.whole, s.sign from tree_counted s
		where not exists (select 1 from unit_closure c join tree_counted above
			on above.unit_id = c.ancestor_id and above.node_id = s.node_id and above.sign = s.sign and above.whole
			where c.unit_id = s.unit_id and c.distance > 0)
		union all
		select node_id, base_id, true, -1 from tree_anew where not made
		order by 1, 2`);
	const made = await tx.rows<TreeMove['made'][number]>(sql`
		select n.node_id as "nodeId", case when a.node_id is null then n.base_id end as "copyOf"
		from tree_nodes n left join tree_anew a using (node_id) where n.made order by 1 desc`);
	const units = await tx.rows<TreeMove['units'][number]>(sql`
		select node_id as "nodeId", sign, array_agg(unit_id) as "unitIds" from tree_set
		where node_id not in (select node_id from tree_anew) group by 1, 2`);
	await tx.rows(sql`drop table tree_set, tree_anew, tree_counted`);
	return { made, sums, units };
}
