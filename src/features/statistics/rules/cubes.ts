import { empty, raw, type Sql, sql } from '#platform/db/db.ts';
import { AUTHOR_COUNTS, BANDS } from '../schema.ts';

/**
 * The cubes that every figure is read from, and what each counts by besides programme, node and measure. Folding,
 * computing anew, moving with the tree and verifying all read this one list.
 */
export const CUBES = {
	tally_by_unit: [],
	tally_by_day: ['day', 'phase_id'],
	tally_by_class: ['phase_id', 'group_id', 'field_id'],
	tally_by_kind: ['kind', 'authors'],
	tally_by_benefit: ['source', 'band'],
	tally_by_value: ['source', 'day', 'phase_id'],
} as const satisfies Record<string, readonly string[]>;
export type Cube = keyof typeof CUBES;
export const CUBE_NAMES = Object.keys(CUBES) as Cube[];

const namesOf = (cube: Cube): string[] => ['programme_id', 'unit_id', 'measure', ...CUBES[cube]];

/** What a cell of a cube is named by. */
export const keysOf = (cube: Cube): Sql => raw(namesOf(cube).join(', '));

/** The same of cells `d`, at node `c` instead of the leaf. */
export const keysAtNode = (cube: Cube): Sql =>
	raw(
		namesOf(cube)
			.map((key) => (key === 'unit_id' ? 'c.node_id' : `d.${key}`))
			.join(', '),
	);

/** The band of a value in đồng. */
const bandOf = (value: Sql): Sql => sql`width_bucket(${value}, ${BANDS.slice(1)}::bigint[])`;

/** How many authors an event counts: each once, the last number is «or more». */
export const authorsOf = (people: Sql): Sql =>
	sql`least(greatest(cardinality(${people}), 1), ${AUTHOR_COUNTS.length}::int)`;

/** What an event said of an initiative's class, and what the event before it said: the columns that steps have. */
const CLASS = ['group_id', 'field_id', 'people', 'benefit', 'unit_verified', 'central_verified'];

/** Events `e` with the one before them `q`, as the steps that `deltasOf` reads. */
export const STEP: Sql = sql`e.programme_id, e.unit_id, e.phase_id, e.local_date, e.submission_kind, e.seq, e.to_state,
	${raw(CLASS.map((column) => `e.${column}`).join(', '))}, q.to_state as was_to_state,
	${raw(CLASS.map((column) => `q.${column} as was_${column}`).join(', '))}`;

/**
 * What steps add to and take from the cells of the leaf: each row ±1 for one measure, with all that cubes count by.
 * A step leaves the cell of the step before and enters its own; `submitted` moves only where the class did.
 */
export const deltasOf = (steps: Sql): Sql => sql`
	select s.programme_id, s.unit_id, s.phase_id, s.local_date as day, s.submission_kind as kind, d.measure, d.sign,
		d.group_id, d.field_id, ${authorsOf(sql`d.people`)} as authors, d.benefit, d.unit_verified, d.central_verified
	from ${steps} s cross join lateral (values
		(s.to_state, 1, s.group_id, s.field_id, s.people, s.benefit, s.unit_verified, s.central_verified),
		(s.was_to_state, -1, s.was_group_id, s.was_field_id, s.was_people, s.was_benefit, s.was_unit_verified,
			s.was_central_verified),
		(case when ${COUNTED_ANEW} then 'submitted' end, 1, s.group_id, s.field_id, s.people, s.benefit, s.unit_verified,
			s.central_verified),
		(case when s.seq > 1 and ${COUNTED_ANEW} then 'submitted' end, -1, s.was_group_id, s.was_field_id, s.was_people,
			s.was_benefit, s.was_unit_verified, s.was_central_verified)
	) d(measure, sign, group_id, field_id, people, benefit, unit_verified, central_verified)
	where d.measure is not null`;

const COUNTED_ANEW: Sql = sql`(s.group_id, s.field_id, s.people, s.benefit, s.unit_verified, s.central_verified)
	is distinct from (s.was_group_id, s.was_field_id, s.was_people, s.was_benefit, s.was_unit_verified,
		s.was_central_verified)`;

/** Deltas `d` as one cube counts them: its keys, `n` and `benefit`. */
export function cellsOf(cube: Cube, deltas: Sql): Sql {
	const keys = raw(
		namesOf(cube)
			.map((key) => `d.${key}`)
			.join(', '),
	);
	if (cube !== 'tally_by_benefit' && cube !== 'tally_by_value')
		return sql`select ${keys}, d.sign as n, d.sign * d.benefit as benefit from ${deltas} d`;
	const [declared, own] =
		cube === 'tally_by_benefit'
			? [sql`('declared', d.benefit),`, sql`v.source, ${bandOf(sql`v.value`)} as band`]
			: [empty, sql`v.source, d.day, d.phase_id`];
	return sql`select d.programme_id, d.unit_id, d.measure, ${own}, d.sign as n, d.sign * v.value as benefit
		from ${deltas} d cross join lateral (values ${declared} ('unit', d.unit_verified),
			('central', d.central_verified), ('verified', coalesce(d.central_verified, d.unit_verified))) v(source, value)
		where v.value is not null`;
}
