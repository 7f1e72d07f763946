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

/** What an event says of what a benefit is worth, with the types of the columns. */
const VALUES = { benefit: 'bigint', unit_verified: 'bigint', central_verified: 'bigint' };
/** What an event says of an initiative's class: the columns that steps have, also of the event before. */
const CLASS = { group_id: 'int', field_id: 'int', people: 'bigint[]', ...VALUES };
/**
 * How much steps say. Cubes with days need no more than the values: where anything else became another, they take
 * away and add the same on one day.
 */
type Columns = Readonly<Record<string, string>>;

const columnsOf = (columns: Columns, write: (column: string, type: string) => string): Sql =>
	raw(
		Object.entries(columns)
			.map(([column, type]) => write(column, type))
			.join(', '),
	);

const here = (
	columns: Columns,
): Sql => sql`e.programme_id, e.unit_id, e.phase_id, e.local_date, e.submission_kind,
	e.to_state, ${columnsOf(columns, (column) => `e.${column}`)}`;

/** Events `e` with the one before them `q`, as the steps that `deltasOf` reads. */
export const STEP: Sql = sql`${here(CLASS)}, e.seq, q.to_state as was_to_state,
	${columnsOf(CLASS, (column) => `q.${column} as was_${column}`)}`;

/** The same for cubes with days (`dayDeltasOf`), of events read in order: `past` is the window of one initiative by number. */
export const DAY_STEP_IN_ORDER: Sql = sql`${here(VALUES)}, e.seq, lag(e.to_state) over past as was_to_state,
	${columnsOf(VALUES, (column) => `lag(e.${column}) over past as was_${column}`)}`;

/**
 * The last events `e` of initiatives as steps from nothing to where they stand. In a cube without days all steps of a
 * history come to this one: what each left, the next entered.
 */
export const WHOLE_STEP: Sql = sql`${here(CLASS)}, 1 as seq, null::text as was_to_state,
	${columnsOf(CLASS, (column, type) => `null::${type} as was_${column}`)}`;

/** Which events the tallies count: those of transactions below `xid`, and of later ones those that have a position. */
export interface Counted {
	xid: string;
	placed: readonly number[];
}

/** Whether the tallies count an event. Written so that it costs nothing to ask of each of millions. */
export const isCounted = ({ xid, placed }: Counted, event: Sql): Sql =>
	sql`(${event}.xid < ${xid}::xid8 or ${event}.id = any(${placed}::bigint[]))`;

/** Every counted event as a step for cubes with days, in order. */
export const allDaySteps = (which: Counted): Sql => sql`select ${DAY_STEP_IN_ORDER} from events e
	where ${isCounted(which, sql`e`)} window past as (partition by e.initiative_id order by e.seq)`;

/** Every initiative as one step to its last counted event. */
export const allStanding = (which: Counted): Sql => sql`select ${WHOLE_STEP} from events e
	where ${isCounted(which, sql`e`)} and not exists (select 1 from events n
		where n.initiative_id = e.initiative_id and n.seq = e.seq + 1 and ${isCounted(which, sql`n`)})`;

/**
 * What steps add to and take from the cells of the leaf: each row ±1 for one measure, with all that cubes count by.
 * A step leaves the cell of the step before and enters its own; `submitted` moves only where the class did.
 */
export const deltasOf = (steps: Sql): Sql =>
	deltas(steps, CLASS, sql`, ${authorsOf(sql`d.people`)} as authors`);

/** The same, with no more than cubes with days count by. */
export const dayDeltasOf = (steps: Sql): Sql => deltas(steps, VALUES, empty);

function deltas(steps: Sql, columns: Columns, more: Sql): Sql {
	const names = columnsOf(columns, (column) => column);
	const [is, was] = ['', 'was_'].map((prefix) => columnsOf(columns, (column) => `s.${prefix}${column}`));
	// Whether the class is another one is worked out once a step; without `offset` it would be for every row of it.
	return sql`
		select s.programme_id, s.unit_id, s.phase_id, s.local_date as day, s.submission_kind as kind, d.measure, d.sign,
			${columnsOf(columns, (column) => `d.${column}`)}${more}
		from (select s.*, (${is}) is distinct from (${was}) as anew from ${steps} s offset 0) s cross join lateral (values
			(s.to_state, 1, ${is}),
			(s.was_to_state, -1, ${was}),
			(case when s.anew or s.seq = 1 then 'submitted' end, 1, ${is}),
			(case when s.anew and s.seq > 1 then 'submitted' end, -1, ${was})
		) d(measure, sign, ${names})
		where d.measure is not null and (s.anew or s.seq = 1 or s.to_state is distinct from s.was_to_state)`;
}

/** The steps that a cube has to do with: few have a verified value. */
export const stepsFor = (cube: Cube, steps: Sql): Sql =>
	cube === 'tally_by_value'
		? sql`(select * from ${steps} s where coalesce(s.unit_verified, s.central_verified, s.was_unit_verified,
			s.was_central_verified) is not null)`
		: steps;

/** What is counted of values, where they are known: by source, of columns that steps and events have. */
const SOURCES_OF: Readonly<Record<string, (of: string) => Sql>> = {
	declared: (of) => raw(`${of}.benefit`),
	unit: (of) => raw(`${of}.unit_verified`),
	central: (of) => raw(`${of}.central_verified`),
	verified: (of) => raw(`coalesce(${of}.central_verified, ${of}.unit_verified)`),
};
const sourcesOf = (cube: Cube): string[] =>
	Object.keys(SOURCES_OF).filter((source) => source !== 'declared' || cube === 'tally_by_benefit');
const hasSources = (cube: Cube): boolean => (CUBES[cube] as readonly string[]).includes('source');

/** Deltas `d` as one cube counts them: its keys, `n` and `benefit`. */
export function cellsOf(cube: Cube, deltas: Sql): Sql {
	if (!hasSources(cube)) {
		const keys = raw(
			namesOf(cube)
				.map((key) => `d.${key}`)
				.join(', '),
		);
		return sql`select ${keys}, d.sign as n, d.sign * d.benefit as benefit from ${deltas} d`;
	}
	const keys = namesOf(cube).map((key) =>
		key === 'source'
			? raw('v.source')
			: key === 'band'
				? sql`${bandOf(sql`v.value`)} as band`
				: raw(`d.${key}`),
	);
	const values = sourcesOf(cube).map((source) => sql`(${raw(`'${source}'`)}, ${SOURCES_OF[source]!('d')})`);
	return sql`select ${join(keys, ', ')}, d.sign as n, d.sign * v.value as benefit
		from ${deltas} d cross join lateral (values ${join(values, ', ')}) v(source, value)
		where v.value is not null`;
}

/** A cell that an event stands in, as expressions; `value` is null where there is none. */
export interface CellOfEvent {
	source: string;
	/** What it is named by besides programme, unit and measure, by the names in `CUBES`. */
	column: (name: string) => Sql;
	value: Sql;
}

/** The cells of a cube that event `e` stands in under any measure, with the values that it (`e`) or the one before (`q`) has. */
export function cellsOfEvent(cube: Cube, of: 'e' | 'q' = 'e'): CellOfEvent[] {
	const cell = (source: string): CellOfEvent => {
		const value = SOURCES_OF[source]!(of);
		const columns: Readonly<Record<string, Sql>> = {
			day: sql`e.local_date`,
			kind: sql`e.submission_kind`,
			authors: authorsOf(sql`e.people`),
			source: raw(`'${source}'::text`),
			band: bandOf(value),
		};
		return { source, column: (name) => columns[name] ?? raw(`e.${name}`), value };
	};
	return (hasSources(cube) ? sourcesOf(cube) : ['declared']).map(cell);
}
