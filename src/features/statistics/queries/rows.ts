import { coded, PUBLIC_COLUMNS, PUBLIC_JOINS, type PublicRow } from '#features/initiatives/queries/public.ts';
import { all, join, type RawValue, type Reader, raw, type Sql, sql } from '#platform/db/db.ts';
import { authorsOf } from '../rules/cubes.ts';
import { cubeOf } from '../rules/cuts.ts';
import { BANDS, type Figure, type Measure, type Source, type SubmissionKind } from '../schema.ts';

/** A figure with its codes resolved. `phaseId`, `groupId`, `fieldId`: 0 is «none given», undefined is «all». */
export interface CutIds {
	programmeId: number;
	/** The unit's node in its tree, or those of a cluster's members. */
	nodeIds: readonly number[];
	/** The unit is the root as it stands today, so that every row is below it. */
	everywhere: boolean;
	measure: Measure;
	phaseId?: number;
	groupId?: number;
	fieldId?: number;
	kind?: SubmissionKind;
	authors?: number;
	source?: Source;
	/** Place in `BANDS`; with a source. */
	band?: number;
	/** Local dates, both inclusive; `to` alone is what stood at the end of that day. */
	from?: string;
	to?: string;
}

/** A row behind a figure. */
export interface RowBehind extends PublicRow {
	/**
	 * What it adds: −1 for one that left the state on the day asked for, 0 for one whose value alone changed, else 1.
	 */
	adds: 1 | 0 | -1;
	/**
	 * What it adds in đồng, by its value of the figure's source, else the declared one. Those of approvals sum to the
	 * figure's, together with `hiddenValue`: null for what is not approved (any more).
	 */
	value: string | null;
	/** Its place in the list: local date, and id of the initiative or of the day's event. */
	on: string;
	key: number;
}

export interface Place {
	on: string;
	key: number;
}

export interface RowsBehind {
	rows: RowBehind[];
	/** Where the pages before and after begin; null when there is none. */
	previous: Place | null;
	next: Place | null;
}

/**
 * The figure itself, from the cube that serves its cut (`rules/cuts.ts`). Its benefit is declared, or that of the
 * source it is cut by.
 */
export async function figureOf(db: Reader, cut: CutIds): Promise<Figure> {
	const { phaseId, groupId, fieldId, kind, authors, source, band, from, to } = cut;
	const cube = cubeOf({
		...(phaseId !== undefined && { phase: '' }),
		...(groupId !== undefined && { group: '' }),
		...(fieldId !== undefined && { field: '' }),
		kind,
		authors,
		source,
		band,
		from,
		to,
	});
	if (!cube) throw new Error('no cube holds this figure');
	const conditions: RawValue[] = [
		sql`programme_id = ${cut.programmeId}`,
		sql`unit_id = any(${cut.nodeIds}::int[])`,
		sql`measure = ${cut.measure}`,
		...classConditions(cut, { phase: sql`phase_id`, group: sql`group_id`, field: sql`field_id` }),
		...dateConditions(cut, sql`day`),
	];
	if (kind !== undefined) conditions.push(sql`kind = ${kind}`);
	if (authors !== undefined) conditions.push(sql`authors = ${authors}`);
	if (source !== undefined) conditions.push(sql`source = ${source}`);
	if (band !== undefined) conditions.push(sql`band = ${band}`);
	// «None stated» is no value.
	else if (source === 'declared') conditions.push(sql`band > 0`);
	const row = await db.first<Figure>(
		sql`select coalesce(sum(n), 0)::bigint as n, coalesce(sum(benefit), 0)::text as benefit
			from ${raw(cube)} where ${all(conditions)}`,
	);
	return row!;
}

function dateConditions({ from, to }: CutIds, column: Sql): Sql[] {
	return [
		...(from === undefined ? [] : [sql`${column} >= ${from}`]),
		...(to === undefined ? [] : [sql`${column} <= ${to}`]),
	];
}

function classConditions(cut: CutIds, columns: { phase: Sql; group: Sql; field: Sql }): Sql[] {
	const conditions: Sql[] = [];
	if (cut.phaseId !== undefined) conditions.push(sql`${columns.phase} = ${cut.phaseId}`);
	if (cut.groupId !== undefined) conditions.push(sql`${columns.group} = ${cut.groupId}`);
	if (cut.fieldId !== undefined) conditions.push(sql`${columns.field} = ${cut.fieldId}`);
	return conditions;
}

/**
 * A page of the rows that a figure counts, newest first; each row adds 1, so that all of them sum to it. Days of
 * a state are the only figures that also have rows that take away: those that left the state on those days.
 * @param from after or before which place; the first page without it
 */
export async function rowsBehind(
	db: Reader,
	cut: CutIds,
	size: number,
	from: { after?: Place; before?: Place } = {},
): Promise<RowsBehind> {
	const backwards = from.before !== undefined;
	const places = placesOf(cut);
	const order = backwards ? sql`"on", key` : sql`"on" desc, key desc`;
	const mark = from.before ?? from.after;
	const beyond = mark
		? backwards
			? sql`("on", key) > (${mark.on}::date, ${mark.key})`
			: sql`("on", key) < (${mark.on}::date, ${mark.key})`
		: sql`true`;
	const found = await db.rows<RowBehind>(sql`
		with few as (select * from (${places}) place where ${beyond} order by ${order} limit ${size + 1})
		select ${PUBLIC_COLUMNS}, few.adds, few."on", few.key,
			case when i.state = 'approved' then few.value::text end as value
		from few join initiatives i on i.id = few.id ${PUBLIC_JOINS} order by few."on" desc, few.key desc`);
	const more = found.length > size;
	const rows = coded(backwards ? found.slice(more ? 1 : 0) : found.slice(0, size));
	const place = (row?: RowBehind) => (row ? { on: row.on, key: row.key } : null);
	return {
		rows,
		previous: (backwards ? more : mark) ? place(rows[0]) : null,
		next: backwards || more ? place(rows.at(-1)) : null,
	};
}

/**
 * What rows of a past day or of days add that the public does not see row by row: they were approved then, and are not
 * any more. Their number, and the sum of their values in đồng.
 */
export async function hiddenValue(db: Reader, cut: CutIds): Promise<Figure> {
	if (cut.measure !== 'approved' || cut.to === undefined) return { n: 0, benefit: '0' };
	// What was approved can only have been revoked since (`LIFE_CYCLE`).
	const left = sql`e.initiative_id in (select id from initiatives
		where programme_id = ${cut.programmeId} and state = 'revoked')`;
	const row = await db.first<Figure>(sql`
		select count(*) as n, coalesce(sum(value), 0)::text as benefit from (${happenedPlaces(cut, left)}) place
		where value is not null`);
	return row!;
}

/** A figure of days counts what happened on them, except submissions, each of which stands on one day for ever. */
function placesOf(cut: CutIds): Sql {
	if (cut.to === undefined || (cut.measure === 'submitted' && cut.source === undefined)) return standing(cut);
	return happenedPlaces(cut);
}

const happenedPlaces = (cut: CutIds, which: Sql = sql`true`): Sql =>
	cut.from === undefined ? stoodAtEnd(cut, which) : changes(cut, which);

function below({ everywhere, nodeIds }: CutIds, column: Sql): Sql {
	if (everywhere) return sql`true`;
	// Units of today and of past trees stand in two tables: asked apart, each finds its index.
	const [today, past] = [nodeIds.filter((id) => id > 0), nodeIds.filter((id) => id < 0)];
	const holds: Sql[] = [];
	if (today.length > 0 || past.length === 0)
		holds.push(sql`exists (select 1 from unit_closure c
			where c.unit_id = ${column} and c.ancestor_id = any(${today}::int[]))`);
	if (past.length > 0)
		holds.push(sql`exists (select 1 from past_closure c
			where c.unit_id = ${column} and c.node_id = any(${past}::int[]))`);
	return sql`(${join(holds, ' or ')})`;
}

/** A value by its source, of an initiative or an event. */
const valueFrom = (source: Source, row: Sql): Sql =>
	({
		declared: sql`nullif(${row}.benefit, 0)`,
		unit: sql`${row}.unit_verified`,
		central: sql`${row}.central_verified`,
		verified: sql`coalesce(${row}.central_verified, ${row}.unit_verified)`,
	})[source];

const worthOf = ({ source }: CutIds, row: Sql): Sql => valueFrom(source ?? 'declared', row);

function standing(cut: CutIds): Sql {
	const date = cut.measure === 'submitted' ? sql`i.submitted_on` : sql`i.state_on`;
	const conditions: RawValue[] = [
		sql`i.programme_id = ${cut.programmeId}`,
		below(cut, sql`i.unit_id`),
		...classConditions(cut, {
			phase: sql`i.phase_id`,
			group: sql`coalesce(i.group_id, 0)`,
			field: sql`coalesce(i.field_id, 0)`,
		}),
		...dateConditions(cut, sql`i.submitted_on`),
		...bandConditions(cut, sql`i`),
	];
	if (cut.measure !== 'submitted') conditions.push(sql`i.state = ${cut.measure}`);
	if (cut.kind !== undefined) conditions.push(sql`i.kind = ${cut.kind}`);
	if (cut.authors !== undefined)
		conditions.push(sql`exists (select 1 from events e where e.initiative_id = i.id and e.seq = i.seq
			and ${authorsOf(sql`e.people`)} = ${cut.authors})`);
	return sql`select i.id, 1 as adds, ${date} as "on", i.id as key, ${worthOf(cut, sql`i`)} as value from initiatives i where ${all(conditions)}`;
}

function bandConditions({ source, band }: CutIds, row: Sql): Sql[] {
	if (source === undefined) return [];
	const value = valueFrom(source, row);
	if (band === undefined) return [sql`${value} is not null`];
	if (band === 0) return [source === 'declared' ? sql`${value} is null` : sql`${value} = 0`];
	// The column and the band's ends stand bare in the statement, so that a list of huge values finds its index.
	const bare = source === 'declared' ? sql`${row}.benefit` : value;
	const below = BANDS[band + 1];
	const from = sql`${bare} >= ${raw(String(BANDS[band]))}`;
	return below === undefined ? [from] : [from, sql`${bare} < ${raw(String(below))}`];
}

/** Whether an event leaves its initiative among what is counted. */
function counts({ measure, source }: CutIds, event: Sql): Sql {
	return all([
		measure === 'submitted'
			? sql`${event}.seq is not null`
			: sql`coalesce(${event}.to_state = ${measure}, false)`,
		...(source === undefined ? [] : [sql`${valueFrom(source, event)} is not null`]),
	]);
}

const happened = (cut: CutIds): Sql =>
	all([
		sql`e.programme_id = ${cut.programmeId}`,
		below(cut, sql`e.unit_id`),
		...dateConditions(cut, sql`e.local_date`),
		...(cut.phaseId === undefined ? [] : [sql`e.phase_id = ${cut.phaseId}`]),
	]);

/**
 * What came to be counted on some days and what left it, with what that did to the sum of values. A step that ends
 * where it began changes no figure, unless it changes the value of what stands approved.
 */
function changes(cut: CutIds, which: Sql): Sql {
	const worth = (event: Sql) =>
		sql`coalesce(case when ${counts(cut, event)} then ${worthOf(cut, event)} end, 0)`;
	const value = sql`nullif(${worth(sql`e`)} - ${worth(sql`q`)}, 0)`;
	const [now, before] = [counts(cut, sql`e`), counts(cut, sql`q`)];
	const revalued = cut.measure === 'approved' ? sql`${value} is not null` : sql`false`;
	return sql`select e.initiative_id as id, (${now})::int - (${before})::int as adds,
			e.local_date as "on", e.id as key, ${value} as value
		from events e left join events q on q.initiative_id = e.initiative_id and q.seq = e.seq - 1
		where ${happened(cut)} and ${which} and ((${now}) <> (${before}) or ${revalued})`;
}

/** What was counted at the end of a day: its last event by then left it there. */
function stoodAtEnd(cut: CutIds, which: Sql): Sql {
	return sql`select e.initiative_id as id, 1 as adds, e.local_date as "on", e.id as key, ${worthOf(cut, sql`e`)} as value
		from events e where ${happened(cut)} and ${which} and ${counts(cut, sql`e`)} and not exists (select 1 from events n
			where n.initiative_id = e.initiative_id and n.seq = e.seq + 1 and n.local_date <= ${cut.to})`;
}

/** Whether something has happened in a programme that the tallies do not count yet: they follow in a moment. */
export async function hasLaterEvents(db: Reader, programmeId: number): Promise<boolean> {
	const row = await db.first<{ later: boolean }>(sql`select exists (select 1 from events e, tally_state s
		where e.xid >= s.xid and e.programme_id = ${programmeId}
			and not exists (select 1 from event_positions p where p.event_id = e.id)) as later`);
	return row!.later;
}
