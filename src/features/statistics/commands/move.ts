import type { TreeMove } from '#features/units/commands/figured.ts';
import { raw, recordset, type Sql, sql, type Tx } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, keysAs, keysAtNode, keysOf } from '../rules/cubes.ts';
import { movePeople } from './people.ts';

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
	const copies = made.filter(({ copyOf }) => copyOf !== null);
	for (const cube of CUBE_NAMES) {
		await copyCells(tx, cube, copies);
		await moveCells(tx, cube, sums);
		await dropNodes(tx, cube, removed);
	}
	await tx.rows(sql`insert into tally_people select d.programme_id, m."nodeId", d.what, d.n
		from ${copiesAs(copies)} cross join programmes p
			join tally_people d on d.programme_id = p.id and d.unit_id = m."copyOf"`);
	await movePeople(tx, sums);
	await dropNodes(tx, 'tally_people', removed);
}

const copiesAs = (copies: TreeMove['made']): Sql =>
	sql`${recordset(copies)} as m("nodeId" int, "copyOf" int)`;

const sumsAs = (sums: TreeMove['sums']): Sql =>
	sql`${recordset(sums.map(({ nodeId, unitId, whole, sign }) => ({ node_id: nodeId, unit_id: unitId, whole, sign })))}
		as c(node_id int, unit_id int, whole boolean, sign int)`;

const dropNodes = (tx: Tx, table: Cube | 'tally_people', nodeIds: readonly number[]): Promise<unknown[]> =>
	tx.rows(sql`delete from ${raw(table)} where programme_id in (select id from programmes)
		and unit_id = any(${nodeIds}::int[])`);

/** New nodes have no cells yet, so none of these can meet one that is there. */
async function copyCells(tx: Tx, cube: Cube, copies: TreeMove['made']): Promise<void> {
	await tx.rows(sql`insert into ${raw(cube)} (${keysOf(cube)}, n, benefit)
		select ${keysAs(cube, sql`m."nodeId"`)}, d.n, d.benefit
		from ${copiesAs(copies)} cross join programmes p
			join ${raw(cube)} d on d.programme_id = p.id and d.unit_id = m."copyOf"
		where d.n <> 0 or d.benefit <> 0`);
}

// One statement, so that every sum is of what stood before any of them went over.
async function moveCells(tx: Tx, cube: Cube, sums: TreeMove['sums']): Promise<void> {
	const n = sql`sum(c.sign * case when c.whole then d.n else d.own_n end)`;
	const benefit = sql`sum(c.sign * case when c.whole then d.benefit else d.own_benefit end)`;
	await tx.rows(sql`
		insert into ${raw(cube)} as t (${keysOf(cube)}, n, benefit)
		select ${keysAtNode(cube)}, ${n}, ${benefit}
		from ${sumsAs(sums)} cross join programmes p
			join ${raw(cube)} d on d.programme_id = p.id and d.unit_id = c.unit_id
		group by ${keysAtNode(cube)} having ${n} <> 0 or ${benefit} <> 0
		on conflict (${keysOf(cube)}) do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
}
