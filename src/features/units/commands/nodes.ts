import type { LocalDate } from '#platform/clock/clock.ts';
import { type Sql, sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { cutsOf, edgesOf, pairsOf, segmentsOf, TOO_FAR, wantedIn } from '../queries/over-time.ts';
import { figuredMoves, type TreeMove } from './figured.ts';

/** So many touched units are all worked through rather than sifted first. */
const MANY = 2_000;

/**
 * Mends the nodes around the units of `tree_touched` and all below them, so that each node holds what
 * `wantedIn` says, and nodes are apart where `cutsOf` says.
 */
export async function mendNodes(tx: Tx, today: Sql): Promise<TreeMove> {
	await tx.rows(sql`create temporary table tree_units on commit drop as
		select unit_id, 0 as round from tree_touched`);
	await tx.rows(sql`create temporary table tree_leads on commit drop as select unit_id from tree_units`);
	const touched = await tx.first<{ n: number }>(sql`select count(*) as n from tree_units`);
	if (touched!.n <= MANY) {
		await compare(tx, today);
		await tx.rows(sql`delete from tree_units u where not exists (select 1 from tree_wrong w where w.unit_id = u.unit_id)
			and not exists (select 1 from tree_cuts c where c.unit_id = u.unit_id)
			and not exists (select 1 from tree_pairs p join tree_held h on h.node_id = p.ancestor_id and h.unit_id = p.unit_id
				where p.unit_id = u.unit_id and p.distance <> h.distance)`);
		await forget(tx);
	}
	await addAllBelow(tx, today);
	await gatherAlike(tx);
	await compare(tx, today);
	await splitNodes(tx);
	const { made, sums } = await figuredMoves(tx);
	await writeNodes(tx);
	const removed = await joinEqualNodes(tx);
	await forget(tx);
	await tx.rows(sql`drop table tree_units, tree_leads, tree_alike, tree_nodes, tree_diff`);
	const gone = new Set(removed);
	const stays = ({ nodeId }: { nodeId: number }) => !gone.has(nodeId);
	return { made: made.filter(stays), sums: sums.filter(stays), removed };
}

/**
 * Everything that ever stood below the units moves with them on some day. The nodes as they still are tell what did;
 * of a unit that had no days until now there are none, so what its periods and successors name is looked at itself.
 */
async function addAllBelow(tx: Tx, today: Sql): Promise<void> {
	for (let round = 0, found = 1; found > 0; round++) {
		await tx.rows(sql`analyze tree_units`);
		const added = await tx.first<{ n: number }>(sql`
			with fresh as materialized (
				select d.unit_id from tree_units d where d.round = ${round}::int and not exists (
					select 1 from unit_closure c where c.ancestor_id = d.unit_id and c.unit_id = d.unit_id)
			), below as materialized (
				select p.unit_id from fresh d join unit_periods p on p.parent_id = d.unit_id where lower(p.valid) <= ${today}
				union select u.id from fresh d join units u on u.successor_id = d.unit_id
				except select unit_id from tree_units
			), in_nodes as (
				select h.unit_id from tree_units t join unit_closure h on h.ancestor_id = t.unit_id
				where t.round = ${round}::int
				union select h.unit_id from tree_units t join past_nodes n on n.unit_id = t.unit_id
					join past_closure h on h.node_id = n.id where t.round = ${round}::int
				except select unit_id from tree_units except select unit_id from below
			), added as (
				insert into tree_units select unit_id, ${round + 1}::int from below
				union all select unit_id, -1 from in_nodes
			)
			select count(*) as n from below`);
		found = added!.n;
	}
}

/**
 * Units that had the same parents on the same days, as workplaces of one commune have, stood below all the same units.
 * One leads (`tree_leads`) and is compared; what is found of it holds of the others (`tree_alike`) too. Only of units
 * that were not touched themselves: those the nodes held alike until now, which is trusted here and proven by
 * `sangkien verify`.
 */
async function gatherAlike(tx: Tx): Promise<void> {
	await tx.rows(sql`create temporary table tree_alike on commit drop as
		with stood as (
			select t.unit_id, array_agg(p.parent_id order by lower(p.valid)) as parents,
				array_agg(p.valid order by lower(p.valid)) as days
			from tree_units t join unit_periods p on p.unit_id = t.unit_id
			where t.unit_id not in (select unit_id from tree_touched) group by 1
		)
		select unit_id, lead_id from (
			select s.unit_id, min(s.unit_id) over (partition by s.parents, s.days, u.successor_id) as lead_id
			from stood s join units u on u.id = s.unit_id) each
		where unit_id <> lead_id`);
	await tx.rows(sql`analyze tree_alike`);
	await tx.rows(sql`drop table tree_leads`);
	await tx.rows(sql`create temporary table tree_leads on commit drop as
		select unit_id from tree_units except select unit_id from tree_alike`);
	await tx.rows(sql`analyze tree_leads`);
}

/**
 * Works out of leading units what should be (`tree_pairs`, `tree_segments`), what is (`tree_held`; of a node of today
 * with the distance) and how they differ (`tree_wrong`, `tree_cuts`).
 */
async function compare(tx: Tx, today: Sql): Promise<void> {
	await tx.rows(sql`create temporary table tree_edges on commit drop as
		${edgesOf(sql`p.unit_id in (select unit_id from tree_leads)`, today)}`);
	const unknown = sql`p.unit_id in (select e.parent_id from tree_edges e
		where not exists (select 1 from tree_edges known where known.unit_id = e.parent_id))`;
	let above: unknown[];
	do above = await tx.rows(sql`insert into tree_edges ${edgesOf(unknown, today)} returning 1`);
	while (above.length > 0);
	await tx.rows(sql`create temporary table tree_born on commit drop as
		select unit_id, min(lower(valid)) as born from tree_edges group by unit_id`);
	await tx.rows(sql`analyze tree_edges, tree_born`);
	await tx.rows(sql`create temporary table tree_pairs on commit drop as
		${pairsOf('tree_edges', 'tree_born', sql`b.unit_id in (select unit_id from tree_leads)`, today)}`);
	if (await tx.first(sql`select 1 from tree_pairs where furthest >= ${TOO_FAR}`))
		throw new Refusal('unit_cycle');
	await tx.rows(sql`create temporary table tree_held on commit drop as
		select c.ancestor_id as node_id, c.unit_id, c.distance from tree_leads u join unit_closure c on c.unit_id = u.unit_id
		union all select h.node_id, h.unit_id, null from tree_leads u join past_closure h on h.unit_id = u.unit_id`);
	await tx.rows(sql`analyze tree_pairs, tree_held`);
	// Every unit that the units stand below or stood: a table of its own, for a planner takes many for few otherwise.
	await tx.rows(sql`create temporary table tree_around on commit drop as
		select ancestor_id as unit_id from tree_pairs
		union select coalesce(n.unit_id, h.node_id) from (select distinct node_id from tree_held) h
			left join past_nodes n on n.id = h.node_id`);
	await tx.rows(sql`analyze tree_around`);
	const around = sql`a.id in (select unit_id from tree_around)`;
	await tx.rows(sql`create temporary table tree_segments on commit drop as ${segmentsOf(around, today)}`);
	await tx.rows(sql`drop table tree_around`);
	await tx.rows(sql`analyze tree_segments`);
	await tx.rows(sql`create temporary table tree_wrong on commit drop as
		with wanted as (${wantedIn('tree_pairs', 'tree_segments')}),
			held as (select node_id, unit_id from tree_held)
		select node_id, unit_id from (select * from wanted except select * from held) missing
		union all select node_id, unit_id from (select * from held except select * from wanted) extra`);
	await tx.rows(sql`create temporary table tree_cuts on commit drop as
		${cutsOf('tree_pairs', 'tree_segments', 'tree_born', today)}`);
}

async function forget(tx: Tx): Promise<void> {
	await tx.rows(
		sql`drop table tree_edges, tree_born, tree_pairs, tree_held, tree_segments, tree_wrong, tree_cuts`,
	);
}

/**
 * Parts nodes at their cuts: what lies before a cut becomes a node of its own. Leaves `tree_nodes`, every node that
 * is mended and the one whose units it had, and `tree_diff`, the units that come to it and go.
 */
async function splitNodes(tx: Tx): Promise<void> {
	await tx.rows(sql`create temporary table tree_pieces on commit drop as
		select s.node_id as base_id, s.ancestor_id, c.day, daterange(coalesce(
			lag(c.day) over (partition by s.node_id order by c.day), lower(s.valid)), c.day) as valid
		from (select distinct ancestor_id, day from tree_cuts) c join tree_segments s
			on s.ancestor_id = c.ancestor_id and s.valid @> c.day`);
	await tx.rows(sql`update past_nodes n set valid = daterange(x.last, upper(n.valid))
		from (select base_id, max(day) as last from tree_pieces group by 1) x where n.id = x.base_id`);
	await tx.rows(sql`create temporary table tree_nodes (node_id int, base_id int, ancestor_id int, ref date, made boolean)
		on commit drop`);
	await tx.rows(sql`with made as (insert into past_nodes (unit_id, valid)
			select ancestor_id, valid from tree_pieces order by ancestor_id, day returning id, unit_id, upper(valid) as day)
		insert into tree_nodes select m.id, p.base_id, p.ancestor_id, p.day - 1, true
		from made m join tree_pieces p on p.ancestor_id = m.unit_id and p.day = m.day`);
	await tx.rows(sql`insert into tree_nodes select s.node_id, s.node_id, s.ancestor_id, s.ref, false from tree_segments s
		where s.node_id in (select node_id from tree_wrong) or s.node_id in (select base_id from tree_pieces)`);
	await tx.rows(sql`drop table tree_pieces`);
	await tx.rows(sql`analyze tree_nodes`);
	// Only who came into being after the first of these days can be `later` than one of them: mostly nobody.
	const since = await tx.first<{ day: LocalDate | null }>(
		sql`select min(ref) as day from tree_nodes where made`,
	);
	const mayBeLater = sql`select unit_id from unit_periods where lower(valid) > ${since!.day}::date`;
	await tx.rows(sql`create temporary table tree_diff on commit drop as
		with wanted as (select n.node_id, p.unit_id from tree_nodes n join tree_pairs p
				on p.ancestor_id = n.ancestor_id and p.valid @> n.ref),
			held as (select n.node_id, h.unit_id from tree_nodes n join tree_held h on h.node_id = n.base_id),
			later as (select n.node_id, h.unit_id from tree_nodes n join node_units h on h.node_id = n.base_id
				where n.made and h.unit_id in (${mayBeLater}) and h.unit_id not in (select unit_id from tree_units)
					and not exists (select 1 from unit_periods p where p.unit_id = h.unit_id and lower(p.valid) <= n.ref)),
			leads as materialized (
				select node_id, unit_id, 1 as sign from (select * from wanted except select * from held) come
				union all select node_id, unit_id, -1 from (select * from held except select * from wanted) gone)
		select * from leads
		union all select l.node_id, a.unit_id, l.sign from leads l join tree_alike a on a.lead_id = l.unit_id
		union all select node_id, unit_id, -1 from later`);
	await tx.rows(sql`analyze tree_diff`);
}

async function writeNodes(tx: Tx): Promise<void> {
	await tx.rows(sql`insert into past_closure select n.node_id, h.unit_id
		from tree_nodes n join node_units h on h.node_id = n.base_id where n.made`);
	await tx.rows(sql`delete from past_closure c using tree_diff d
		where d.sign < 0 and c.node_id = d.node_id and c.unit_id = d.unit_id`);
	await tx.rows(
		sql`insert into past_closure select node_id, unit_id from tree_diff where sign > 0 and node_id < 0`,
	);
	await tx.rows(sql`delete from unit_closure c using tree_diff d
		where d.sign < 0 and c.ancestor_id = d.node_id and c.unit_id = d.unit_id`);
	await tx.rows(sql`insert into unit_closure select d.node_id, d.unit_id, p.distance
		from tree_diff d left join tree_alike a on a.unit_id = d.unit_id
			join tree_pairs p on p.ancestor_id = d.node_id and p.unit_id = coalesce(a.lead_id, d.unit_id)
		where d.sign > 0 and d.node_id > 0`);
	await tx.rows(sql`with leads as materialized (
			select p.ancestor_id, p.unit_id, p.distance from tree_pairs p
				join tree_held h on h.node_id = p.ancestor_id and h.unit_id = p.unit_id and h.distance <> p.distance
		), other as (
			select * from leads
			union all select l.ancestor_id, a.unit_id, l.distance from leads l join tree_alike a on a.lead_id = l.unit_id
		)
		update unit_closure c set distance = o.distance from other o
		where c.ancestor_id = o.ancestor_id and c.unit_id = o.unit_id`);
}

/** A node that holds what the next one holds, births aside, says nothing of its own: so it is after an undo. */
async function joinEqualNodes(tx: Tx): Promise<number[]> {
	await tx.rows(sql`create temporary table tree_row on commit drop as
		select n.id, upper(n.valid) as ended, coalesce((select later.id from past_nodes later
			where later.unit_id = n.unit_id and lower(later.valid) = upper(n.valid)), n.unit_id) as next_id
		from past_nodes n where n.unit_id in (select ancestor_id from tree_nodes)`);
	// Asked by node and as a whole condition, so that looking ends at the first unit that tells two nodes apart.
	const removed = await tx.rows<{ id: number }>(sql`
		delete from past_nodes n using tree_row r where r.id = n.id and (
			exists (select 1 from past_closure gone where gone.node_id = r.id
				and not exists (select 1 from node_units h where h.node_id = r.next_id and h.unit_id = gone.unit_id))
			or exists (select 1 from node_units come where come.node_id = r.next_id
				and not exists (select 1 from past_closure h where h.node_id = r.id and h.unit_id = come.unit_id)
				and exists (select 1 from unit_periods p where p.unit_id = come.unit_id and lower(p.valid) < r.ended))
		) is false returning n.id`);
	await tx.rows(sql`update past_nodes n set valid = daterange(k.since, upper(n.valid))
		from (select o.id, lag(upper(o.valid)) over (partition by o.unit_id order by upper(o.valid)) as since
			from past_nodes o where o.unit_id in (select ancestor_id from tree_nodes)) k
		where k.id = n.id and k.since is distinct from lower(n.valid)`);
	await tx.rows(sql`drop table tree_row`);
	const ids = removed.map(({ id }) => id);
	await tx.rows(sql`delete from past_closure where node_id = any(${ids}::int[])`);
	return ids;
}
