import { KEEPING_EVENTS } from '#features/initiatives/rules/life-cycle.ts';
import { TREE_CHECKS } from '#features/units/queries/tree-checks.ts';
import { type Reader, raw, type Sql, sql } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, cellsOf, deltasOf, keysAtNode, keysOf } from '../rules/cubes.ts';
import { SNAPSHOT_CHECKS } from './snapshots/checks.ts';

export interface Mismatch {
	check: string;
	/** What differs, in words with the keys needed to find it. */
	detail: Record<string, unknown>;
}

/** At most this many of each check are answered; there may be more. */
const SHOWN = 100;

// The events replayed: where each came from is taken from the event before it, not from what it says of itself.
const REPLAYED = sql`
	select programme_id, unit_id, phase_id, local_date, submission_kind, seq, to_state,
		group_id, field_id, people, benefit, unit_verified, central_verified,
		lag(to_state) over past as was_to_state, lag(group_id) over past as was_group_id,
		lag(field_id) over past as was_field_id, lag(people) over past as was_people, lag(benefit) over past as was_benefit,
		lag(unit_verified) over past as was_unit_verified, lag(central_verified) over past as was_central_verified
	from events e join event_positions p on p.event_id = e.id
	where p.position <= (select position from tally_state)
	window past as (partition by initiative_id order by seq)`;

/** Compares what a cube says of each unit itself with the replayed events. */
const ownCells = (cube: Cube): Sql => sql`
	with step as materialized (${REPLAYED}), expected as (
		select ${keysOf(cube)}, sum(n)::bigint as n, sum(benefit) as benefit
		from (${cellsOf(cube, sql`(${deltasOf(sql`step`)})`)}) cell
		group by ${keysOf(cube)} having sum(n) <> 0 or sum(benefit) <> 0
	), held as (
		select ${keysOf(cube)}, own_n as n, own_benefit as benefit from ${raw(cube)} where own_n <> 0 or own_benefit <> 0
	) ${difference}`;

/** Compares what a cube says of each node with what it says of the units in it. */
const nodeCells = (cube: Cube): Sql => sql`
	with expected as (
		select ${keysAtNode(cube)}, sum(d.own_n)::bigint as n, sum(d.own_benefit) as benefit
		from ${raw(cube)} d join node_units c on c.unit_id = d.unit_id
		group by ${keysAtNode(cube)} having sum(d.own_n) <> 0 or sum(d.own_benefit) <> 0
	), held as (select ${keysOf(cube)}, n, benefit from ${raw(cube)} where n <> 0 or benefit <> 0) ${difference}`;

const difference = sql`select to_jsonb(x) as detail from (
		select 'expected' as side, * from (select * from expected except select * from held) missing
		union all select 'held', * from (select * from held except select * from expected) extra
	) x limit ${SHOWN}`;

const CHECKS: Record<string, Sql> = {
	...Object.fromEntries(
		CUBE_NAMES.flatMap((cube) => [
			[`${cube}_own`, ownCells(cube)],
			[cube, nodeCells(cube)],
		]),
	),
	...SNAPSHOT_CHECKS,
	...TREE_CHECKS,
	states_sum_to_submitted: sql`
		select jsonb_build_object('programme_id', programme_id, 'unit_id', unit_id, 'states', sum(n) filter
			(where measure <> 'submitted'), 'submitted', sum(n) filter (where measure = 'submitted')) as detail
		from tally_by_unit group by programme_id, unit_id
		having coalesce(sum(n) filter (where measure <> 'submitted'), 0)
			<> coalesce(sum(n) filter (where measure = 'submitted'), 0) limit ${SHOWN}`,
	event_digest: sql`select jsonb_build_object('event_id', e.id) as detail from events e
		where e.digest <> event_digest(e) limit ${SHOWN}`,
	event_chain: sql`select jsonb_build_object('event_id', id, 'initiative_id', initiative_id, 'seq', seq) as detail
		from (select id, initiative_id, seq, prev_digest, from_state, row_number() over past as place,
			lag(digest) over past as before, lag(to_state) over past as was
			from events window past as (partition by initiative_id order by seq)) e
		where seq <> place or prev_digest <> coalesce(before, ''::bytea) or from_state is distinct from was limit ${SHOWN}`,
	positions: sql`select jsonb_build_object('position', position, 'event_id', event_id) as detail
		from (select p.*, row_number() over (order by p.position) as place,
			chain_digest(e.digest, ''::bytea) over (order by p.position) as expected
			from event_positions p left join events e on e.id = p.event_id) x
		where position <> place or chain is distinct from expected limit ${SHOWN}`,
	position_state: sql`select to_jsonb(s) as detail from tally_state s
		where s.position <> (select count(*) from event_positions)
			or s.chain <> coalesce((select chain from event_positions order by position desc limit 1), ''::bytea)`,
	initiative_state: sql`select jsonb_build_object('initiative_id', i.id, 'state', i.state, 'event_state', e.to_state) as detail
		from initiatives i left join lateral (select * from events e where e.initiative_id = i.id order by seq desc limit 1) e on true
		where (i.state, i.seq, i.unit_id, i.phase_id, coalesce(i.group_id, 0), coalesce(i.field_id, 0), coalesce(i.benefit, 0),
				i.unit_verified, i.central_verified, i.state_on)
			is distinct from (e.to_state, e.seq, e.unit_id, e.phase_id, e.group_id, e.field_id, e.benefit, e.unit_verified,
				e.central_verified, case when e.kind <> all(${KEEPING_EVENTS}::text[]) then e.local_date else
					(select moved.local_date from events moved where moved.initiative_id = i.id
						and moved.kind <> all(${KEEPING_EVENTS}::text[]) order by moved.seq desc limit 1) end)
		limit ${SHOWN}`,
	first_submission: sql`select jsonb_build_object('initiative_id', i.id) as detail
		from initiatives i left join events e on e.initiative_id = i.id and e.seq = 1
		where e.id is null or e.kind <> 'submitted' or i.submitted_on <> e.local_date limit ${SHOWN}`,
	decisions: sql`select jsonb_build_object('event_id', coalesce(e.id, d.event_id)) as detail
		from (select * from events where kind in ('confirmed', 'approved', 'returned', 'rejected', 'revoked')) e
		full join decisions d on d.event_id = e.id
		where d.event_id is null or e.id is null or d.initiative_id <> e.initiative_id or d.decided_by <> e.actor_id
		limit ${SHOWN}`,
	author_shares: sql`select jsonb_build_object('initiative_id', i.id, 'share', sum(a.share)) as detail
		from initiatives i left join initiative_authors a on a.initiative_id = i.id
		group by i.id having sum(a.share) is distinct from 10000 limit ${SHOWN}`,
};

export interface Verification {
	position: number;
	events: number;
	mismatches: Mismatch[];
	checks: string[];
}

/**
 * Recomputes every tally and the chain from the events and compares. Run it on one snapshot (`db.snapshot`):
 * what arrives meanwhile is not in it.
 * @param onCheck called with each check's name when it begins
 */
export async function verify(db: Reader, onCheck: (check: string) => void = () => {}): Promise<Verification> {
	const mismatches: Mismatch[] = [];
	for (const [check, statement] of Object.entries(CHECKS)) {
		onCheck(check);
		const rows = await db.rows<{ detail: Record<string, unknown> }>(statement);
		mismatches.push(...rows.map(({ detail }) => ({ check, detail })));
	}
	const state = await db.first<{ position: number; events: number }>(
		sql`select position, (select count(*) from events) as events from tally_state`,
	);
	return { ...state!, mismatches, checks: Object.keys(CHECKS) };
}

export const CHECK_NAMES = Object.keys(CHECKS);
