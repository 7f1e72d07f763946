import { type Sql, sql } from '#platform/db/db.ts';
import {
	type Counted,
	type Cube,
	DAY_STEP_AS_SAID,
	DAY_STEP_IN_ORDER,
	dayDeltasOf,
	EVENTS_AS_SAID,
	isCounted,
	keysOf,
	stepsFor,
} from '../../rules/cubes.ts';
import type { Reading } from './check.ts';
import { DAY_CUBES, ownCells, ownChecks } from './own-cells.ts';
import { all, onceEach, vanishes } from './print.ts';

/**
 * Events read in the order of each initiative: that they follow each other, and what the days come to. Where each
 * came from is taken from the event before it, not from what it says of itself; quickly, from what it says, for what
 * the events before say of themselves comes to the same.
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
		...ownChecks(DAY_CUBES, (cube) => daysOf(cube, sql`(select * from step where counted)`)),
	},
	quick: (print) =>
		all([
			vanishes(print, LINK, onceEach(LINK, LINKS_BACK, LINKS_ON)),
			sql`select not exists (select from events where seq = 1 and (prev_digest <> '' or from_state is not null)) as "right"`,
			sql`select as_of = (select coalesce(max(at), 'epoch') from events e where ${isCounted(which, sql`e`)}) as "right"
				from tally_state`,
			...DAY_CUBES.map((cube) =>
				vanishes(print, keysOf(cube), ownCells(cube, daysOf(cube, stepsAsSaid(which)))),
			),
		]),
});

const daysOf = (cube: Cube, steps: Sql): Sql => sql`(${dayDeltasOf(stepsFor(cube, steps))})`;

const stepsAsSaid = (which: Counted): Sql =>
	sql`(select ${DAY_STEP_AS_SAID} from ${EVENTS_AS_SAID} where ${isCounted(which, sql`e`)})`;

/** What an event and the next one must agree on, with the number of the earlier. */
const LINK = sql`initiative_id, seq, digest, state, programme_id, unit_id, phase_id, submission_kind, declared,
	unit_verified, central_verified`;

/** Each event but a first one: what it says of the one before. */
const LINKS_BACK = sql`select s.initiative_id, s.seq - 1 as seq, s.prev_digest as digest, s.was_to_state as state,
	s.programme_id, s.unit_id, s.phase_id, s.submission_kind, s.was_benefit as declared,
	s.was_unit_verified as unit_verified, s.was_central_verified as central_verified
	from (select e.initiative_id, e.prev_digest, ${DAY_STEP_AS_SAID} from ${EVENTS_AS_SAID} where e.seq <> 1) s`;

/** Each event but a last one, as it is; which one is last, the initiative says. */
const LINKS_ON = sql`select e.initiative_id, e.seq, e.digest, e.to_state as state, e.programme_id, e.unit_id, e.phase_id,
	e.submission_kind, e.benefit as declared, e.unit_verified, e.central_verified
	from events e join initiatives i on i.id = e.initiative_id where e.seq < i.seq`;
