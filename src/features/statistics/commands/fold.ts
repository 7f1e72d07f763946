import { sql, type Tx } from '#platform/db/db.ts';

/** Events folded in one transaction: a burst is taken in several short ones. */
const BATCH = 5_000;

const DELTAS = (from: number, to: number) => sql`
	event_positions p join event_deltas d on d.event_id = p.event_id
	join unit_closure c on c.unit_id = d.unit_id
	where p.position > ${from} and p.position <= ${to}`;

/**
 * Gives positions to events whose transactions are over and folds what they changed into the tallies, for each
 * unit and every unit above it, all in one transaction: the tallies are always exactly those of one position.
 * Answers how many events were folded. Safe to run from several processes: the state row is the lock.
 */
export async function foldTallies(tx: Tx): Promise<number> {
	const state = await tx.first<{ position: number; xid: string; chain: Buffer; upTo: string }>(sql`
		select position, xid::text, chain, pg_snapshot_xmin(pg_current_snapshot())::text as "upTo"
		from tally_state for update`);
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
		await fold(tx, state!.position, last.position);
		const asOf = placed.reduce((latest, row) => (row.at > latest ? row.at : latest), new Date(0));
		await tx.rows(sql`update tally_state set position = ${last.position}, chain = ${last.chain},
			as_of = greatest(as_of, ${asOf})`);
	}
	// Below `upTo` no transaction is open, so once all of those have positions none can come late.
	if (whole && (last || state!.upTo !== state!.xid))
		await tx.rows(sql`update tally_state set xid = ${state!.upTo}::xid8`);
	return placed.length;
}

// Rows are taken in key order, so that two folds never wait for each other crosswise.
async function fold(tx: Tx, from: number, to: number): Promise<void> {
	const deltas = DELTAS(from, to);
	await tx.rows(sql`insert into tally_by_unit as t
		select d.programme_id, c.ancestor_id, d.measure, sum(d.n), sum(d.benefit) from ${deltas}
		group by 1, 2, 3 having sum(d.n) <> 0 or sum(d.benefit) <> 0 order by 1, 2, 3
		on conflict (programme_id, unit_id, measure)
		do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
	await tx.rows(sql`insert into tally_by_day as t
		select d.programme_id, c.ancestor_id, d.measure, d.day, sum(d.n), sum(d.benefit) from ${deltas}
		group by 1, 2, 3, 4 having sum(d.n) <> 0 or sum(d.benefit) <> 0 order by 1, 2, 3, 4
		on conflict (programme_id, unit_id, measure, day)
		do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
	await tx.rows(sql`insert into tally_by_class as t
		select d.programme_id, c.ancestor_id, d.measure, d.phase_id, d.group_id, d.field_id, sum(d.n), sum(d.benefit)
		from ${deltas}
		group by 1, 2, 3, 4, 5, 6 having sum(d.n) <> 0 or sum(d.benefit) <> 0 order by 1, 2, 3, 4, 5, 6
		on conflict (programme_id, unit_id, measure, phase_id, group_id, field_id)
		do update set n = t.n + excluded.n, benefit = t.benefit + excluded.benefit`);
}

/** Computes all tallies anew from the events up to the present position: after the tree has changed. */
export async function rebuildTallies(tx: Tx): Promise<void> {
	const state = await tx.first<{ position: number }>(sql`select position from tally_state for update`);
	await tx.rows(sql`delete from tally_by_unit`);
	await tx.rows(sql`delete from tally_by_day`);
	await tx.rows(sql`delete from tally_by_class`);
	await fold(tx, 0, state!.position);
}
