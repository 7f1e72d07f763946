import { raw, type Sql, sql } from '#platform/db/db.ts';
import { CUBE_NAMES, type Cube, keysAs, keysOf } from '../../rules/cubes.ts';
import { PEOPLE_BY_NODE, REGISTRANTS_BY_NODE } from '../../rules/people.ts';
import { vanishes } from './cell.ts';
import { against, type Comparison, leftOver, type Reading } from './check.ts';

/**
 * What a cube says of each node, taken from what stands next below it, as it says that itself: a unit is what it
 * holds itself and its children of today, a past node all that its units hold themselves. Right at every step is
 * right at every height, and most cells are read twice instead of once for each unit above them.
 */
const nextBelow = (cube: Cube): Sql => sql`
	select ${keysOf(cube)}, own_n - n as n, own_benefit - benefit as benefit from ${raw(cube)}
		where own_n <> n or own_benefit <> benefit
	union all
	select ${keysAs(cube, sql`t.parent_id`)}, d.n, d.benefit
		from ${raw(cube)} d join unit_today t on t.unit_id = d.unit_id where t.parent_id is not null
	union all
	select ${keysAs(cube, sql`c.node_id`)}, d.own_n, d.own_benefit
		from ${raw(cube)} d join past_closure c on c.unit_id = d.unit_id`;

export const ROLL_UPS: Reading[] = CUBE_NAMES.map((cube) => ({
	comparisons: [{ checks: { [cube]: leftOver(keysOf(cube), nextBelow(cube)) } }],
	quick: (print) => vanishes(print, cube, nextBelow(cube)),
}));

/** The states of a unit sum to what was submitted. */
export const STATES: Comparison = {
	checks: {
		states_sum_to_submitted: sql`select to_jsonb(x) as detail from (
			select programme_id, unit_id, sum(case when measure = 'submitted' then -n else n end) as missing
			from tally_by_unit group by 1, 2 having sum(case when measure = 'submitted' then -n else n end) <> 0) x`,
	},
};

const PEOPLE_KEYS = sql`programme_id, unit_id, what`;

/** Distinct persons of every node, and that it is known who is of several units; that who joined is dated as it happened. */
export const PEOPLE: Comparison = {
	checks: {
		tally_people: leftOver(
			PEOPLE_KEYS,
			against(
				PEOPLE_KEYS,
				sql`select programme_id, unit_id, what, n, 0 as benefit from (${PEOPLE_BY_NODE}) p
				union all select programme_id, unit_id, 'registrants', n, 0 from (${REGISTRANTS_BY_NODE(sql`r.counted`)}) r`,
				sql`select programme_id, unit_id, what, n, 0 as benefit from tally_people`,
			),
		),
		author_places_several: sql`select jsonb_build_object('programme_id', programme_id, 'person', person) as detail
			from author_places group by programme_id, person
			having not bool_and(several) and count(*) > 1 or bool_or(several) and count(*) = 1`,
		registrations: sql`select to_jsonb(r) as detail from registrations r
			where r.local_date <> (r.at at time zone 'Asia/Ho_Chi_Minh')::date`,
	},
};
