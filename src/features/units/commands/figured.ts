import { sql, type Tx } from '#platform/db/db.ts';

/** What a change of the tree means for tallies kept by node, all in terms of what nodes held before it. */
export interface TreeMove {
	/** New nodes, which begin as a copy of another one, or with nothing. */
	made: { nodeId: number; copyOf: number | null }[];
	/** What comes to a node (1) or goes (-1): all that another unit holds, or only what stands at that unit itself. */
	sums: {
		nodeId: number;
		unitId: number;
		whole: boolean;
		sign: 1 | -1;
		/** The units that it is the sum of; null where the node is added up anew. */
		unitIds: number[] | null;
	}[];
	/** Nodes that are no more. */
	removed: number[];
}

export const NO_MOVE: TreeMove = { made: [], sums: [], removed: [] };

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
	await sumWholes(tx);
	const sums = await tx.rows<TreeMove['sums'][number]>(sql`
		select s.node_id as "nodeId", s.unit_id as "unitId", s.whole, s.sign,
			case when a.node_id is null then s.unit_ids end as "unitIds"
		from tree_sums s left join tree_anew a using (node_id)
		union all select node_id, base_id, true, -1, null from tree_anew where not made
		order by 1, 2`);
	const made = await tx.rows<TreeMove['made'][number]>(sql`
		select n.node_id as "nodeId", case when a.node_id is null then n.base_id end as "copyOf"
		from tree_nodes n left join tree_anew a using (node_id) where n.made order by 1 desc`);
	await tx.rows(sql`drop table tree_set, tree_anew, tree_sums`);
	return { made, sums };
}

/**
 * Leaves `tree_sums`: the uppermost units of `tree_set`, with all below them where all of that is in it too; where not,
 * only the unit itself, and what stands right below it is looked at next.
 */
async function sumWholes(tx: Tx): Promise<void> {
	await tx.rows(
		sql`create temporary table tree_tops (node_id int, unit_id int, sign int, round int) on commit drop`,
	);
	await tx.rows(sql`create temporary table tree_sums
		(node_id int, unit_id int, sign int, whole boolean, unit_ids int[]) on commit drop`);
	let tops = sql`select s.*, 0 from tree_set s join unit_today t using (unit_id) where not exists (
		select 1 from tree_set above
		where above.node_id = s.node_id and above.sign = s.sign and above.unit_id = t.parent_id)`;
	for (let round = 0, whole = false; !whole; round++) {
		await tx.rows(sql`insert into tree_tops ${tops}`);
		await tx.rows(sql`analyze tree_tops`);
		const summed = await tx.rows<{ whole: boolean }>(sql`
			insert into tree_sums
			select node_id, unit_id, sign, whole, case when whole then unit_ids else array[unit_id] end from (
				select t.node_id, t.unit_id, t.sign, count(s.unit_id) = count(*) as whole, array_agg(c.unit_id) as unit_ids
				from tree_tops t join unit_closure c on c.ancestor_id = t.unit_id left join tree_set s
					on s.node_id = t.node_id and s.sign = t.sign and s.unit_id = c.unit_id
				where t.round = ${round}::int group by 1, 2, 3) top
			returning whole`);
		whole = summed.every((sum) => sum.whole);
		tops = sql`select s.*, ${round + 1}::int from tree_tops above join tree_sums x using (node_id, unit_id, sign)
			join unit_today t on t.parent_id = above.unit_id
			join tree_set s on s.unit_id = t.unit_id and s.node_id = above.node_id and s.sign = above.sign
			where above.round = ${round}::int and not x.whole`;
	}
	await tx.rows(sql`drop table tree_tops`);
}
