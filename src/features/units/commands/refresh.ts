import type { LocalDate } from '#platform/clock/clock.ts';
import { type Sql, sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { edgesOf, TOO_FAR, todayOf } from '../queries/over-time.ts';
import { NO_MOVE, type TreeMove } from './figured.ts';
import { mendNodes } from './nodes.ts';

/** One change of the tree at a time: a refresh that began before another's units were there would drop them again. */
export async function lockTree(tx: Tx): Promise<void> {
	await tx.rows(sql`lock table unit_periods in share row exclusive mode`);
}

/**
 * Brings what reads take (`unit_today`, `unit_closure`, `past_nodes`) up to the tree of `today`: for units whose
 * periods or successor were written, and for those whose dated change fell due since the last time, however many days
 * ago. Work follows the units that come to stand elsewhere, not the size of the tree. The tree never goes back to a
 * day before the last one it was brought to.
 * @param written ids of units whose periods or successor were written in this transaction
 * @returns what has to move in tallies kept by node
 * @throws Refusal `unit_cycle` when units stand below themselves
 */
export async function refreshUnitTree(
	tx: Tx,
	today: LocalDate,
	written: readonly number[] = [],
): Promise<TreeMove> {
	await lockTree(tx);
	const state = await tx.first<{ asOf: string; today: LocalDate }>(
		sql`select as_of::text as "asOf", greatest(as_of, ${today}::date) as today from tree_state`,
	);
	const day = sql`${state!.today}::date`;
	await tx.rows(sql`create temporary table tree_touched on commit drop as
		select unnest(${written}::int[]) as unit_id
		union select unit_id from unit_periods where lower(valid) > ${state!.asOf}::date and lower(valid) <= ${day}
		union select unit_id from unit_periods where upper(valid) > ${state!.asOf}::date and upper(valid) <= ${day}`);
	await refuseCyclesToCome(tx, day, written);
	const touched = await tx.first(sql`select 1 from tree_touched`);
	const move = touched ? await mendNodes(tx, day) : NO_MOVE;
	if (touched) await writeToday(tx, day);
	await tx.rows(sql`drop table tree_touched`);
	await tx.rows(sql`update tree_state set as_of = ${day} where as_of <> ${day}`);
	return move;
}

/** What lies ahead has to be a tree too, or the day on which it falls due would find that it cannot be. */
async function refuseCyclesToCome(tx: Tx, day: Sql, written: readonly number[]): Promise<void> {
	const ahead = await tx.first(sql`select 1 from unit_periods
		where lower(valid) > ${day} or (upper(valid) > ${day} and not upper_inf(valid)) limit 1`);
	if (!ahead) return;
	// Up to today `mendNodes` finds them. Not only within periods: after its end a unit stands below its successor.
	const cycle = await tx.first(sql`
		with recursive up(unit_id, valid, distance) as (
			select unnest(${written}::int[]), daterange(${day}, null), 0
			union
			select e.parent_id, up.valid * e.valid, up.distance + 1
			from up cross join lateral (${edgesOf(sql`p.unit_id = up.unit_id`, sql`'infinity'::date`)}) e
			where e.parent_id is not null and e.valid && up.valid and up.distance < ${TOO_FAR}
		) select 1 from up where distance >= ${TOO_FAR} limit 1`);
	if (cycle) throw new Refusal('unit_cycle');
}

// Only differences are written, so readers and their caches are left alone where nothing changed.
async function writeToday(tx: Tx, day: Sql): Promise<void> {
	await tx.rows(sql`create temporary table tree_now on commit drop as
		${todayOf(sql`p.unit_id in (select unit_id from tree_touched)`, day)}`);
	await tx.rows(sql`delete from unit_today t using tree_touched c where c.unit_id = t.unit_id
		and not exists (select 1 from tree_now n where n.unit_id = t.unit_id)`);
	await tx.rows(sql`insert into unit_today as t select * from tree_now
		on conflict (unit_id) do update set (parent_id, name, short_name, kind, cluster_id, province, ended_on, search)
			= (excluded.parent_id, excluded.name, excluded.short_name, excluded.kind, excluded.cluster_id,
				excluded.province, excluded.ended_on, excluded.search)
		where t is distinct from excluded`);
	await tx.rows(sql`drop table tree_now`);
}
