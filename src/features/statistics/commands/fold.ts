import { join, raw, type Sql, sql, type Tx } from '#platform/db/db.ts';
import { CUBE_NAMES, cellsOf, deltasOf, keysAtNode, keysOf, ownSum, STEP } from '../rules/cubes.ts';
import { foldPeople, foldRegistrations } from './people.ts';
import { rebuildTallies } from './rebuild.ts';

/** Events folded in one transaction: a burst is taken in several short ones. */
const BATCH = 5_000;

/**
 * Gives positions to events whose transactions are over and folds what they changed into the cubes, for each
 * unit and every node around it, all in one transaction: the cubes are always exactly those of one position.
 * Answers how many events were folded. Safe to run from several processes: the state row is the lock.
 */
export async function foldTallies(tx: Tx): Promise<number> {
	const state = await tx.first<{
		position: number;
		xid: string;
		chain: Buffer;
		upTo: string;
		stale: boolean;
	}>(sql`
		select position, xid::text, chain, pg_snapshot_xmin(pg_current_snapshot())::text as "upTo", stale
		from tally_state for update`);
	if (state!.stale) await rebuildTallies(tx);
	await foldRegistrations(tx);
	const placed = await tx.rows<{ position: number; chain: Buffer; at: Date }>(sql`
		with fresh as (
			select e.id, e.digest, e.at from events e
			where e.xid >= ${state!.xid}::xid8 and e.xid < ${state!.upTo}::xid8
				and not exists (select 1 from event_positions p where p.event_id = e.id)
			order by e.id limit ${BATCH}
		), placed as (
			insert into event_positions (position, event_id, chain)
			select ${state!.position} + row_number() over (order by id), id,
				chain_digest(digest, ${state!.chain}) over (order by id)
			from fresh returning position, event_id, chain
		)
		select p.position, p.chain, f.at from placed p join fresh f on f.id = p.event_id order by p.position`);
	const whole = placed.length < BATCH;
	const last = placed.at(-1);
	if (last) {
		const steps = stepsOf(state!.position, last.position);
		await foldCubes(tx, steps);
		await foldPeople(tx, steps);
		const asOf = placed.reduce((latest, row) => (row.at > latest ? row.at : latest), new Date(0));
		await tx.rows(sql`update tally_state set position = ${last.position}, chain = ${last.chain},
			as_of = greatest(as_of, ${asOf})`);
	}
	// Below `upTo` no transaction is open, so once all of those have positions none can come late.
	if (whole && (last || state!.upTo !== state!.xid))
		await tx.rows(sql`update tally_state set xid = ${state!.upTo}::xid8`);
	return placed.length;
}

/** Events after one position up to another, with what the event before each said. */
const stepsOf = (from: number, to: number): Sql => sql`(
	select ${STEP} from event_positions p join events e on e.id = p.event_id
		left join events q on q.initiative_id = e.initiative_id and q.seq = e.seq - 1
	where p.position > ${from} and p.position <= ${to})`;

// Rows are taken in key order, so that two folds never wait for each other crosswise.
async function foldCubes(tx: Tx, steps: Sql): Promise<void> {
	const folds = CUBE_NAMES.map(
		(
			cube,
		) => sql`${raw(`into_${cube}`)} as (insert into ${raw(cube)} as t (${keysOf(cube)}, n, benefit, own_n, own_benefit)
			select ${keysAtNode(cube)}, sum(d.n), sum(d.benefit), ${ownSum(sql`d.n`)}, ${ownSum(sql`d.benefit`)}
			from (${cellsOf(cube, sql`delta`)}) d join node_units c on c.unit_id = d.unit_id
			group by ${keysAtNode(cube)}
			having sum(d.n) <> 0 or sum(d.benefit) <> 0 or ${ownSum(sql`d.n`)} <> 0 or ${ownSum(sql`d.benefit`)} <> 0
			order by ${keysAtNode(cube)}
			on conflict (${keysOf(cube)}) do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit,
				own_n = t.own_n + excluded.own_n, own_benefit = t.own_benefit + excluded.own_benefit)`,
	);
	await tx.rows(sql`with delta as materialized (${deltasOf(steps)}), ${join(folds, ', ')} select 1`);
}
