import { KEEPING_EVENTS, LIFE_CYCLE } from '#features/initiatives/rules/life-cycle.ts';
import { DECISIONS as DECISIONS_MADE } from '#features/review/schema.ts';
import { join, raw, type Sql, sql } from '#platform/db/db.ts';
import {
	type Counted,
	CUBE_NAMES,
	type Cube,
	cellsOf,
	DAY_STEP_IN_ORDER,
	dayDeltasOf,
	deltasOf,
	hasDays,
	isCounted,
	keysOf,
	stepsFor,
	WHOLE_STEP,
} from '../../rules/cubes.ts';
import { type Checks, difference, type Reading } from './check.ts';

/** Compares what cubes say of each unit itself with what deltas add up to. */
const ownCells = (days: boolean, deltas: (cube: Cube) => Sql): Checks =>
	Object.fromEntries(
		CUBE_NAMES.filter((cube) => hasDays(cube) === days).map((cube) => [
			`${cube}_own`,
			difference(
				keysOf(cube),
				cellsOf(cube, deltas(cube)),
				sql`select ${keysOf(cube)}, own_n as n, own_benefit as benefit from ${raw(cube)}
					where own_n <> 0 or own_benefit <> 0`,
			),
		]),
	);

/**
 * Events read in the order of each initiative: that they follow each other, and what the days come to. Where each
 * came from is taken from the event before it, not from what it says of itself.
 */
export const inOrder = (which: Counted): Reading => ({
	over: sql`step as materialized (
		select e.id, e.initiative_id, e.at, ${isCounted(which, sql`e`)} as counted, ${DAY_STEP_IN_ORDER},
			e.seq = row_number() over past
				and e.prev_digest = coalesce(lag(e.digest) over past, ''::bytea)
				and e.from_state is not distinct from lag(e.to_state) over past
				and (e.seq = 1 or (e.programme_id, e.unit_id, e.phase_id, e.submission_kind)
					is not distinct from (lag(e.programme_id) over past, lag(e.unit_id) over past, lag(e.phase_id) over past,
						lag(e.submission_kind) over past)) as follows
		from events e window past as (partition by e.initiative_id order by e.seq))`,
	checks: {
		event_chain: sql`select jsonb_build_object('event_id', id, 'initiative_id', initiative_id, 'seq', seq) as detail
			from step where not follows`,
		as_of: sql`select to_jsonb(s) as detail from tally_state s
			where s.as_of is distinct from (select coalesce(max(at), 'epoch') from step where counted)`,
		...ownCells(
			true,
			(cube) => sql`(${dayDeltasOf(stepsFor(cube, sql`(select * from step where counted)`))})`,
		),
	},
});

/** The last counted event of each initiative as one step to where it stands; few have events that came since. */
const standing = (which: Counted): Sql => sql`(
	select ${WHOLE_STEP} from final e where e.counted
	union all
	select ${WHOLE_STEP} from final f cross join lateral (select * from events e
		where e.initiative_id = f.initiative_id and ${isCounted(which, sql`e`)} order by e.seq desc limit 1) e where not f.counted)`;

/** The last event of each initiative: what it comes to in cubes without days, who authors are, the initiative itself. */
export const lastOnes = (which: Counted): Reading => ({
	over: sql`final as materialized (
		select e.*, ${isCounted(which, sql`e`)} as counted from events e
		where not exists (select 1 from events n where n.initiative_id = e.initiative_id and n.seq = e.seq + 1)),
		delta as materialized (${deltasOf(standing(which))})`,
	checks: {
		...ownCells(false, () => sql`delta`),
		author_places: difference(
			sql`programme_id, person, unit_id`,
			sql`select programme_id, unnest(people) as person, unit_id, 1 as n,
				(to_state = 'approved')::int as benefit from ${standing(which)} s`,
			sql`select programme_id, person, unit_id, submitted as n, approved as benefit from author_places`,
		),
		initiative_state: sql`
			select jsonb_build_object('initiative_id', coalesce(i.id, e.initiative_id), 'state', i.state,
				'event_state', e.to_state) as detail
			from initiatives i full join final e on e.initiative_id = i.id
				left join (select initiative_id, kind, local_date from events where seq = 1) b on b.initiative_id = i.id
			where (i.state, i.seq, i.programme_id, i.unit_id, i.phase_id, coalesce(i.group_id, 0), coalesce(i.field_id, 0),
					coalesce(i.benefit, 0), i.unit_verified, i.central_verified, i.kind, i.state_on, i.submitted_on, 'submitted')
				is distinct from (e.to_state, e.seq, e.programme_id, e.unit_id, e.phase_id, e.group_id, e.field_id,
					e.benefit, e.unit_verified, e.central_verified, e.submission_kind,
					case when e.kind <> all(${KEEPING_EVENTS}::text[]) then e.local_date else
						(select moved.local_date from events moved where moved.initiative_id = i.id
							and moved.kind <> all(${KEEPING_EVENTS}::text[]) order by moved.seq desc limit 1) end,
					b.local_date, b.kind)`,
	},
});

/** Each event's digest covers all that it says; here alone every event is read whole. */
export const DIGESTS: Reading = {
	checks: {
		event_digest: sql`select jsonb_build_object('event_id', e.id) as detail from events e
			where e.digest <> event_digest(e)`,
	},
};

/** Positions are gapless, each chained to the one before, and every event that is counted has one. */
export const positions = (which: Counted): Reading => ({
	checks: {
		positions: sql`select jsonb_build_object('position', p.position, 'event_id', p.event_id) as detail
			from (select position, event_id, chain, row_number() over (order by position) as place,
				lag(chain) over (order by position) as before from event_positions) p
				left join (select id, digest from events) e on e.id = p.event_id
			where p.position <> p.place or e.id is null or p.chain <> sha256(coalesce(p.before, ''::bytea) || e.digest)`,
		position_state: sql`select to_jsonb(s) as detail from tally_state s
			where s.position <> (select count(*) from event_positions)
				or s.position <> (select count(*) from events e where ${isCounted(which, sql`e`)})
				or s.chain <> coalesce((select chain from event_positions order by position desc limit 1), ''::bytea)`,
	},
});

/** The events that decisions make, by decision. */
const DECIDED = join(
	DECISIONS_MADE.map((action) => sql`(${raw(`'${action}'`)}, ${raw(`'${LIFE_CYCLE[action].event}'`)})`),
	', ',
);

/** Who decided what, when and why stands with the event and by itself. */
export const DECISIONS: Reading = {
	checks: {
		decisions: sql`select jsonb_build_object('event_id', coalesce(e.id, d.event_id)) as detail
			from (select e.id, e.initiative_id, e.actor_id, e.at, e.reason, m.action
				from events e join (values ${DECIDED}) m(action, kind) on m.kind = e.kind) e
			full join decisions d on d.event_id = e.id
			where d.event_id is null or e.id is null or (d.initiative_id, d.decided_by, d.decided_at, d.action, d.reason)
				is distinct from (e.initiative_id, e.actor_id, e.at, e.action, e.reason)`,
	},
};

export const SHARES: Reading = {
	checks: {
		author_shares: sql`select jsonb_build_object('initiative_id', coalesce(i.id, a.initiative_id), 'share', a.share) as detail
			from (select id from initiatives) i full join (select initiative_id, sum(share) as share
				from initiative_authors group by initiative_id) a on a.initiative_id = i.id
			where i.id is null or a.share is distinct from 10000`,
	},
};
