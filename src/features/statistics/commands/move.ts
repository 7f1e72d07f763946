import type { TreeMove } from '#features/units/commands/figured.ts';
import { raw, recordset, sql, type Tx } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, keysAtNode, keysOf } from '../rules/cubes.ts';
import { recountPeople } from './people.ts';

/**
 * Moves tallies with the tree, in the transaction that changed it: new nodes take copies, and sums of what stands at
 * the units that came and went go over. Nothing is counted from events. Folding waits, and then finds both together.
 */
export async function moveTallies(tx: Tx, move: TreeMove): Promise<void> {
	const { made, sums, removed } = move;
	if (made.length + sums.length + removed.length === 0) return;
	const state = await tx.first<{ stale: boolean }>(sql`select stale from tally_state for update`);
	// They are to be computed anew anyhow.
	if (state!.stale) return;
	for (const cube of CUBE_NAMES) await moveCube(tx, cube, move);
	const counted = new Set(sums.map(({ nodeId }) => nodeId));
	const copies = made.filter(({ nodeId, copyOf }) => copyOf !== null && !counted.has(nodeId));
	await tx.rows(sql`insert into tally_people select t.programme_id, m."nodeId", t.what, t.n
		from ${recordset(copies)} as m("nodeId" int, "copyOf" int) cross join programmes p
			join tally_people t on t.programme_id = p.id and t.unit_id = m."copyOf"`);
	await recountPeople(tx, [...counted], removed);
}

// One statement, so that every sum is of what stood before any of them went over.
async function moveCube(tx: Tx, cube: Cube, { made, sums, removed }: TreeMove): Promise<void> {
	const sources = [
		...sums.map(({ nodeId, unitId, whole, sign }) => ({ nodeId, sourceId: unitId, whole, sign })),
		...made.flatMap(({ nodeId, copyOf }) =>
			copyOf === null ? [] : [{ nodeId, sourceId: copyOf, whole: true, sign: 1 }],
		),
	];
	await tx.rows(sql`
		insert into ${raw(cube)} as t (${keysOf(cube)}, n, benefit)
		select ${keysAtNode(cube)}, sum(c.sign * case when c.whole then d.n else d.own_n end),
			sum(c.sign * case when c.whole then d.benefit else d.own_benefit end)
		from ${recordset(sources.map(({ nodeId, ...source }) => ({ node_id: nodeId, ...source })))}
				as c(node_id int, "sourceId" int, whole boolean, sign int)
			cross join programmes p join ${raw(cube)} d on d.programme_id = p.id and d.unit_id = c."sourceId"
		group by ${keysAtNode(cube)}
		having sum(c.sign * case when c.whole then d.n else d.own_n end) <> 0
			or sum(c.sign * case when c.whole then d.benefit else d.own_benefit end) <> 0
		on conflict (${keysOf(cube)}) do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
	await tx.rows(sql`delete from ${raw(cube)} where programme_id in (select id from programmes)
		and unit_id = any(${removed}::int[])`);
}
