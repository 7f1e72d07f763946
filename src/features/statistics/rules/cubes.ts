import { empty, join, raw, type Sql, sql } from '#platform/db/db.ts';
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

/** Whether a cube tells days apart: then what it holds follows only from every step, not from where they led. */
export const hasDays = (cube: Cube): boolean => (CUBES[cube] as readonly string[]).includes('day');

const namesOf = (cube: Cube): string[] => ['programme_id', 'unit_id', 'measure', ...CUBES[cube]];

/** What a cell of a cube is named by. */
export const keysOf = (cube: Cube): Sql => raw(namesOf(cube).join(', '));

/** The same of cells `d`, at another node than theirs. */
export const keysAs = (cube: Cube, node: Sql): Sql =>
	join(
		namesOf(cube).map((key) => (key === 'unit_id' ? node : raw(`d.${key}`))),
		', ',
	);

/** The same of cells `d`, at node `c` instead of the leaf. */
export const keysAtNode = (cube: Cube): Sql => keysAs(cube, sql`c.node_id`);

/** Of cells `d` gathered at nodes `c`, the part that stands at the unit itself. */
export const ownSum = (value: Sql): Sql =>
	sql`coalesce(sum(${value}) filter (where c.node_id = d.unit_id), 0)`;

/** The band of a value in đồng. */
const bandOf = (value: Sql): Sql => sql`width_bucket(${value}, ${BANDS.slice(1)}::bigint[])`;

/** How many authors an event counts: each once, the last number is «or more». */
export const authorsOf = (people: Sql): Sql =>
	sql`least(greatest(cardinality(${people}), 1), ${AUTHOR_COUNTS.length}::int)`;

/** What an event says of an initiative's class: the columns that steps have, also of the event before. */
const CLASS = {
	group_id: 'int',
	field_id: 'int',
	people: 'bigint[]',
	benefit: 'bigint',
	unit_verified: 'bigint',
	central_verified: 'bigint',
};
const classOf = (write: (column: string, type: string) => string): Sql =>
	raw(
		Object.entries(CLASS)
			.map(([column, type]) => write(column, type))
			.join(', '),
	);

const HERE: Sql = sql`e.programme_id, e.unit_id, e.phase_id, e.local_date, e.submission_kind, e.to_state,
	${classOf((column) => `e.${column}`)}`;

/** Events `e` with the one before them `q`, as the steps that `deltasOf` reads. */
export const STEP: Sql = sql`${HERE}, e.seq, q.to_state as was_to_state,
	${classOf((column) => `q.${column} as was_${column}`)}`;

/** The same where events are read in order: the window `past` is those of one initiative by number. */
export const STEP_IN_ORDER: Sql = sql`${HERE}, e.seq, lag(e.to_state) over past as was_to_state,
	${classOf((column) => `lag(e.${column}) over past as was_${column}`)}`;

/**
 * The last events `e` of initiatives as steps from nothing to where they stand. In a cube without days all steps of a
 * history come to this one: what each left, the next entered.
 */
export const WHOLE_STEP: Sql = sql`${HERE}, 1 as seq, null::text as was_to_state,
	${classOf((column, type) => `null::${type} as was_${column}`)}`;

/** Which events the tallies count: those of transactions below `xid`, and of later ones those that have a position. */
export interface Counted {
	xid: string;
	placed: readonly number[];
}

/** Whether the tallies count an event. Written so that it costs nothing to ask of each of millions. */
export const isCounted = ({ xid, placed }: Counted, event: Sql): Sql =>
	sql`(${event}.xid < ${xid}::xid8 or ${event}.id = any(${placed}::bigint[]))`;

/** Every counted event as a step, in order. */
export const allSteps = (which: Counted): Sql => sql`select ${STEP_IN_ORDER} from events e
	where ${isCounted(which, sql`e`)} window past as (partition by e.initiative_id order by e.seq)`;

/** Every initiative as one step to its last counted event. */
export const allStanding = (which: Counted): Sql => sql`select ${WHOLE_STEP} from events e
	where ${isCounted(which, sql`e`)} and not exists (select 1 from events n
		where n.initiative_id = e.initiative_id and n.seq = e.seq + 1 and ${isCounted(which, sql`n`)})`;

/**
 * What steps add to and take from the cells of the leaf: each row ±1 for one measure, with all that cubes count by.
 * A step leaves the cell of the step before and enters its own; `submitted` moves only where the class did.
 */
export const deltasOf = (steps: Sql): Sql => sql`
	select s.programme_id, s.unit_id, s.phase_id, s.local_date as day, s.submission_kind as kind, d.measure, d.sign,
		d.group_id, d.field_id, ${authorsOf(sql`d.people`)} as authors, d.benefit, d.unit_verified, d.central_verified
	from ${withAnew(steps)} s cross join lateral (values
		(s.to_state, 1, s.group_id, s.field_id, s.people, s.benefit, s.unit_verified, s.central_verified),
		(s.was_to_state, -1, s.was_group_id, s.was_field_id, s.was_people, s.was_benefit, s.was_unit_verified,
			s.was_central_verified),
		(case when s.anew then 'submitted' end, 1, s.group_id, s.field_id, s.people, s.benefit, s.unit_verified,
			s.central_verified),
		(case when s.anew and s.seq > 1 then 'submitted' end, -1, s.was_group_id, s.was_field_id, s.was_people,
			s.was_benefit, s.was_unit_verified, s.was_central_verified)
	) d(measure, sign, group_id, field_id, people, benefit, unit_verified, central_verified)
	where d.measure is not null and (s.anew or s.to_state is distinct from s.was_to_state)`;

// Whether the class is another one is worked out once a step; without `offset` it would be for every row of it.
const withAnew = (steps: Sql): Sql => sql`(select s.*, ${COUNTED_ANEW} as anew from ${steps} s offset 0)`;

/** The steps that a cube has to do with: few have a verified value. */
export const stepsFor = (cube: Cube, steps: Sql): Sql =>
	cube === 'tally_by_value'
		? sql`(select * from ${steps} s where coalesce(s.unit_verified, s.central_verified, s.was_unit_verified,
			s.was_central_verified) is not null)`
		: steps;

const COUNTED_ANEW: Sql = sql`(${classOf((column) => `s.${column}`)})
	is distinct from (${classOf((column) => `s.was_${column}`)})`;

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
