import { sql } from '#platform/db/db.ts';
import { type Counted, DAY_STEP_IN_ORDER, dayDeltasOf, isCounted, stepsFor } from '../../rules/cubes.ts';
import type { Comparison } from './check.ts';
import { DAY_CUBES, ownChecks } from './own-cells.ts';

/**
 * Events read in the order of each initiative: that they follow each other, and what the days come to. Where each
 * came from is taken from the event before it, not from what it says of itself.
 */
export const inOrder = (which: Counted): Comparison => ({
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
		...ownChecks(
			DAY_CUBES,
			(cube) => sql`(${dayDeltasOf(stepsFor(cube, sql`(select * from step where counted)`))})`,
		),
	},
});
