import { KEEPING_EVENTS } from '#features/initiatives/rules/life-cycle.ts';
import { type Sql, sql } from '#platform/db/db.ts';
import { type Counted, deltasOf, isCounted, WHOLE_STEP } from '../../rules/cubes.ts';
import { against, type Comparison, leftOver } from './check.ts';
import { OTHER_CUBES, ownChecks } from './own-cells.ts';

/** The last event of each initiative: what it comes to in cubes without days, who authors are, the initiative itself. */
export const lastOnes = (which: Counted): Comparison => ({
	over: sql`final as materialized (
		select e.*, ${isCounted(which, sql`e`)} as counted from events e
		where not exists (select 1 from events n where n.initiative_id = e.initiative_id and n.seq = e.seq + 1)),
		delta as materialized (${deltasOf(standing(which))})`,
	checks: {
		...ownChecks(OTHER_CUBES, () => sql`delta`),
		author_places: leftOver(PLACE, placesOf(standing(which))),
		initiative_state: sql`
			select jsonb_build_object('initiative_id', coalesce(i.id, e.initiative_id), 'state', i.state,
				'event_state', e.to_state) as detail
			from initiatives i full join final e on e.initiative_id = i.id
				left join (select initiative_id, kind, local_date from events where seq = 1) b on b.initiative_id = i.id
			where (i.state, i.seq, i.programme_id, i.unit_id, i.phase_id, coalesce(i.group_id, 0), coalesce(i.field_id, 0),
					coalesce(i.benefit, 0), i.unit_verified, i.central_verified, i.kind, i.state_on, i.submitted_on, 'submitted')
				is distinct from (e.to_state, e.seq, e.programme_id, e.unit_id, e.phase_id, e.group_id, e.field_id,
					e.benefit, e.unit_verified, e.central_verified, e.submission_kind, ${STATE_ON}, b.local_date, b.kind)`,
	},
});

/** The last counted event of each initiative as one step to where it stands; few have events that came since. */
const standing = (which: Counted): Sql => sql`(
	select ${WHOLE_STEP} from final e where e.counted
	union all
	select ${WHOLE_STEP} from final f cross join lateral (select * from events e
		where e.initiative_id = f.initiative_id and ${isCounted(which, sql`e`)} order by e.seq desc limit 1) e where not f.counted)`;

/** Where authors are counted: what steps say against what is held. */
const PLACE = sql`programme_id, person, unit_id`;
const placesOf = (steps: Sql): Sql =>
	against(
		PLACE,
		sql`select programme_id, unnest(people) as person, unit_id, 1 as n,
			(to_state = 'approved')::int as benefit from ${steps} s`,
		sql`select programme_id, person, unit_id, submitted as n, approved as benefit from author_places`,
	);

/** Since when the state is what it is after event `e`: since the last one that did more than keep it. */
export const STATE_ON = sql`case when e.kind <> all(${KEEPING_EVENTS}::text[]) then e.local_date else
	(select moved.local_date from events moved where moved.initiative_id = e.initiative_id
		and moved.kind <> all(${KEEPING_EVENTS}::text[]) order by moved.seq desc limit 1) end`;
