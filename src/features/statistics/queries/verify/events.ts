import { LIFE_CYCLE } from '#features/initiatives/rules/life-cycle.ts';
import { DECISIONS as DECISIONS_MADE } from '#features/review/schema.ts';
import { join, raw, sql } from '#platform/db/db.ts';
import { type Counted, isCounted } from '../../rules/cubes.ts';
import type { Comparison, Reading } from './check.ts';

/** Each event's digest covers all that it says; here alone every event is read whole. */
const DIGESTS: Comparison = {
	checks: {
		event_digest: sql`select jsonb_build_object('event_id', e.id) as detail from events e
			where e.digest <> event_digest(e)`,
	},
};

/** Positions are gapless, each chained to the one before, and every event that is counted has one. */
const positions = (which: Counted): Comparison => ({
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

/**
 * Digests and positions, asked at once: events and positions are read side by side in the order that events came in,
 * which is nearly that of positions, so that the chain before is looked up for few. Nothing is left to chance here.
 */
export const chain = (which: Counted): Reading => ({
	comparisons: [DIGESTS, positions(which)],
	quick: () => sql`
		select sound and counted = s.position and (s.position = 0 or first = 1 and last = s.position) and placed = s.position
			and (select count(*) from event_positions) = s.position
			and s.chain = coalesce((select chain from event_positions order by position desc limit 1), ''::bytea) as "right"
		from tally_state s, (
			select coalesce(bool_and((sound and (position is null or chain = sha256(case position when 1 then ''::bytea
						when before + 1 then chain_before
						else (select b.chain from event_positions b where b.position = e.position - 1) end || digest))) is true), true) as sound,
				count(*) filter (where counted) as counted, count(position) as placed, min(position) as first, max(position) as last
			from (
				select e.digest, e.sound, e.counted, p.position, p.chain,
					lag(p.position) over came as before, lag(p.chain) over came as chain_before
				from (select id, digest, digest = event_digest(e) as sound, ${isCounted(which, sql`e`)} as counted
					from events e order by id offset 0) e left join event_positions p on p.event_id = e.id window came as (order by e.id)
			) e
		) e`,
});

/** The events that decisions make, by decision. */
const DECIDED = join(
	DECISIONS_MADE.map((action) => sql`(${raw(`'${action}'`)}, ${raw(`'${LIFE_CYCLE[action].event}'`)})`),
	', ',
);

/** Who decided what, when and why stands with the event and by itself. */
export const DECISIONS: Comparison = {
	checks: {
		decisions: sql`select jsonb_build_object('event_id', coalesce(e.id, d.event_id)) as detail
			from (select e.id, e.initiative_id, e.actor_id, e.at, e.reason, m.action
				from events e join (values ${DECIDED}) m(action, kind) on m.kind = e.kind) e
			full join decisions d on d.event_id = e.id
			where d.event_id is null or e.id is null or (d.initiative_id, d.decided_by, d.decided_at, d.action, d.reason)
				is distinct from (e.initiative_id, e.actor_id, e.at, e.action, e.reason)`,
	},
};

export const SHARES: Comparison = {
	checks: {
		author_shares: sql`select jsonb_build_object('initiative_id', coalesce(i.id, a.initiative_id), 'share', a.share) as detail
			from (select id from initiatives) i full join (select initiative_id, sum(share) as share
				from initiative_authors group by initiative_id) a on a.initiative_id = i.id
			where i.id is null or a.share is distinct from 10000`,
	},
};
