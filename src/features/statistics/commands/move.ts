import type { TreeMove } from '#features/units/commands/figured.ts';
import { raw, recordset, type Sql, sql, type Tx } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, keysAtNode, keysOf } from '../rules/cubes.ts';
import { moveAuthors, recountAuthors } from './people.ts';

/**
 * Moves tallies with the tree, in the transaction that changed it: new nodes take copies, and sums of what stands at
 * the units that came and went go over. Nothing is counted from events. Folding waits, and then finds both together.
 */
export async function moveTallies(tx: Tx, move: TreeMove): Promise<void> {
	const { made, sums, units, removed } = move;
	if (made.length + sums.length + removed.length === 0) return;
	const state = await tx.first<{ stale: boolean }>(sql`select stale from tally_state for update`);
	// They are to be computed anew anyhow.
	if (state!.stale) return;
	const sources = sourcesOf(move);
	for (const cube of CUBE_NAMES) await moveCube(tx, cube, sources, removed);
	await moveRegistrants(tx, sources);
	const copies = made.filter(({ copyOf }) => copyOf !== null);
	await tx.rows(sql`insert into tally_people select t.programme_id, m."nodeId", t.what, t.n
		from ${recordset(copies)} as m("nodeId" int, "copyOf" int) cross join programmes p
			join tally_people t on t.programme_id = p.id and t.unit_id = m."copyOf" and t.what <> 'registrants'`);
	await moveAuthors(tx, units);
	const moved = new Set(units.map(({ nodeId }) => nodeId));
	await recountAuthors(tx, [...new Set(sums.map(({ nodeId }) => nodeId)).difference(moved)]);
	await tx.rows(sql`delete from tally_people where programme_id in (select id from programmes)
		and unit_id = any(${removed}::int[])`);
}

/** What goes over to a node: from which unit, all that it holds or only what stands at it. */
interface Source {
	node_id: number;
	unit_id: number;
	whole: boolean;
	sign: 1 | -1;
}

const sourcesOf = ({ made, sums }: TreeMove): Source[] => [
	...sums.map(
		({ nodeId, unitId, whole, sign }): Source => ({ node_id: nodeId, unit_id: unitId, whole, sign }),
	),
	...made.flatMap(({ nodeId, copyOf }): Source[] =>
		copyOf === null ? [] : [{ node_id: nodeId, unit_id: copyOf, whole: true, sign: 1 }],
	),
];

const listed = (sources: readonly Source[]): Sql =>
	sql`${recordset(sources)} as c(node_id int, unit_id int, whole boolean, sign int)`;

// One statement, so that every sum is of what stood before any of them went over.
async function moveCube(
	tx: Tx,
	cube: Cube,
	sources: readonly Source[],
	removed: readonly number[],
): Promise<void> {
	await tx.rows(sql`
		insert into ${raw(cube)} as t (${keysOf(cube)}, n, benefit)
		select ${keysAtNode(cube)}, sum(c.sign * case when c.whole then d.n else d.own_n end),
			sum(c.sign * case when c.whole then d.benefit else d.own_benefit end)
		from ${listed(sources)} cross join programmes p
			join ${raw(cube)} d on d.programme_id = p.id and d.unit_id = c.unit_id
		group by ${keysAtNode(cube)}
		having sum(c.sign * case when c.whole then d.n else d.own_n end) <> 0
			or sum(c.sign * case when c.whole then d.benefit else d.own_benefit end) <> 0
		on conflict (${keysOf(cube)}) do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
	await tx.rows(sql`delete from ${raw(cube)} where programme_id in (select id from programmes)
		and unit_id = any(${removed}::int[])`);
}

/** Each account belongs to one unit in a programme: these go over as sums, where distinct persons have to be counted. */
async function moveRegistrants(tx: Tx, sources: readonly Source[]): Promise<void> {
	await tx.rows(sql`
		insert into tally_people as t (programme_id, unit_id, what, n)
		select p.id, c.node_id, 'registrants', sum(c.sign * r.n)
		from ${listed(sources)} cross join programmes p cross join lateral (
			select d.n from tally_people d
			where c.whole and d.programme_id = p.id and d.unit_id = c.unit_id and d.what = 'registrants'
			union all
			select count(*) from registrations r
			where not c.whole and r.programme_id = p.id and r.unit_id = c.unit_id and r.counted) r
		group by 1, 2 having sum(c.sign * r.n) <> 0
		on conflict (programme_id, unit_id, what) do update set n = t.n + excluded.n`);
}
