import { raw, type Sql, sql, type Tx } from '#platform/db/db.ts';
import { countedNow } from '../queries/counted.ts';
import {
	allDaySteps,
	allStanding,
	CUBE_NAMES,
	type Cube,
	cellsOf,
	dayDeltasOf,
	deltasOf,
	hasDays,
	keysAtNode,
	keysOf,
	ownSum,
	stepsFor,
} from '../rules/cubes.ts';
import { rebuildPeople } from './people.ts';

/** For sorting and grouping millions of cells; one statement at a time takes it, a few times over. */
const MEMORY = '256MB';

/**
 * Computes all tallies anew from the events up to the present position: minutes at full size. Readers see what
 * stood before until it is done; nothing is folded meanwhile.
 */
export async function rebuildTallies(tx: Tx): Promise<void> {
	await tx.rows(sql`select from tally_state for update`);
	await tx.rows(sql`select set_config('work_mem', ${MEMORY}, true)`);
	const which = await countedNow(tx);
	await tx.rows(sql`create temporary table replayed on commit drop as ${allDaySteps(which)}`);
	await tx.rows(sql`create temporary table standing on commit drop as ${allStanding(which)}`);
	await tx.rows(sql`create temporary table stood on commit drop as ${deltasOf(sql`standing`)}`);
	await tx.rows(sql`analyze replayed, standing, stood`);
	for (const cube of CUBE_NAMES)
		await rebuildCube(
			tx,
			cube,
			hasDays(cube) ? sql`(${dayDeltasOf(stepsFor(cube, sql`replayed`))})` : sql`stood`,
		);
	await rebuildPeople(tx, sql`standing`);
	await tx.rows(sql`drop table replayed, standing, stood`);
	await tx.rows(sql`update tally_state set stale = false`);
}

// First what stands at each unit itself, far fewer rows than its events, then that along the tree.
async function rebuildCube(tx: Tx, cube: Cube, deltas: Sql): Promise<void> {
	await tx.rows(sql`delete from ${raw(cube)}`);
	await tx.rows(sql`
		with own as materialized (
			select ${keysOf(cube)}, sum(n)::bigint as n, sum(benefit) as benefit
			from (${cellsOf(cube, deltas)}) d group by ${keysOf(cube)}
			having sum(n) <> 0 or sum(benefit) <> 0
		)
		insert into ${raw(cube)} (${keysOf(cube)}, n, benefit, own_n, own_benefit)
		select ${keysAtNode(cube)}, sum(d.n), sum(d.benefit), ${ownSum(sql`d.n`)}, ${ownSum(sql`d.benefit`)}
		from own d join node_units c on c.unit_id = d.unit_id group by ${keysAtNode(cube)} order by ${keysAtNode(cube)}`);
}
