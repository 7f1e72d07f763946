import { coded, PUBLIC_COLUMNS, PUBLIC_JOINS, type PublicRow } from '#features/initiatives/queries/public.ts';
import { all, type RawValue, type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { Measure } from '../schema.ts';

/** A figure with its codes resolved. `phaseId`, `groupId`, `fieldId`: 0 is «none given», undefined is «all». */
export interface CutIds {
	programmeId: number;
	unitId: number;
	/** The unit is the root, so that every row is below it. */
	everywhere: boolean;
	measure: Measure;
	phaseId?: number;
	groupId?: number;
	fieldId?: number;
	/** Local date; without phase, group and field. */
	day?: string;
}

/** A row behind a figure. */
export interface RowBehind extends PublicRow {
	/** What it adds: −1 for one that left the state on the day asked for, else 1. */
	adds: 1 | -1;
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

/** The figure itself, from the tallies. */
export async function figureOf(db: Reader, cut: CutIds): Promise<{ n: number; benefit: string }> {
	const { programmeId, unitId, measure, day } = cut;
	const where = sql`programme_id = ${programmeId} and unit_id = ${unitId} and measure = ${measure}`;
	const classes = classConditions(cut, {
		phase: sql`phase_id`,
		group: sql`group_id`,
		field: sql`field_id`,
	});
	const source =
		day !== undefined
			? sql`tally_by_day where ${where} and day = ${day}`
			: classes.length > 0
				? sql`tally_by_class where ${where} and ${all(classes)}`
				: sql`tally_by_unit where ${where}`;
	const row = await db.first<{ n: number; benefit: string }>(
		sql`select coalesce(sum(n), 0)::bigint as n, coalesce(sum(benefit), 0)::text as benefit from ${source}`,
	);
	return row!;
}

function classConditions(cut: CutIds, columns: { phase: Sql; group: Sql; field: Sql }): Sql[] {
	const conditions: Sql[] = [];
	if (cut.phaseId !== undefined) conditions.push(sql`${columns.phase} = ${cut.phaseId}`);
	if (cut.groupId !== undefined) conditions.push(sql`${columns.group} = ${cut.groupId}`);
	if (cut.fieldId !== undefined) conditions.push(sql`${columns.field} = ${cut.fieldId}`);
	return conditions;
}

/**
 * A page of the rows that a figure counts, newest first; each row adds 1, so that all of them sum to it. A day of
 * a state is the only figure that also has rows that take away: those that left the state on that day.
 * @param from after or before which place; the first page without it
 */
export async function rowsBehind(
	db: Reader,
	cut: CutIds,
	size: number,
	from: { after?: Place; before?: Place } = {},
): Promise<RowsBehind> {
	const backwards = from.before !== undefined;
	const places = cut.day !== undefined && cut.measure !== 'submitted' ? changesOf(cut) : standing(cut);
	const order = backwards ? sql`"on", key` : sql`"on" desc, key desc`;
	const mark = from.before ?? from.after;
	const beyond = mark
		? backwards
			? sql`("on", key) > (${mark.on}::date, ${mark.key})`
			: sql`("on", key) < (${mark.on}::date, ${mark.key})`
		: sql`true`;
	const found = await db.rows<RowBehind>(sql`
		with few as (select * from (${places}) place where ${beyond} order by ${order} limit ${size + 1})
		select ${PUBLIC_COLUMNS}, few.adds, few."on", few.key
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

const below = (cut: CutIds, column: Sql): Sql =>
	cut.everywhere
		? sql`true`
		: sql`exists (select 1 from unit_closure c where c.unit_id = ${column} and c.ancestor_id = ${cut.unitId})`;

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
	];
	if (cut.measure !== 'submitted') conditions.push(sql`i.state = ${cut.measure}`);
	if (cut.day !== undefined) conditions.push(sql`i.submitted_on = ${cut.day}`);
	return sql`select i.id, 1 as adds, ${date} as "on", i.id as key from initiatives i where ${all(conditions)}`;
}

/** What came to a state on a day and what left it. A step that ends where it began changes no figure. */
function changesOf(cut: CutIds): Sql {
	return sql`select e.initiative_id as id, case when e.to_state = ${cut.measure} then 1 else -1 end as adds,
			e.local_date as "on", e.id as key
		from events e
		where e.local_date = ${cut.day} and e.programme_id = ${cut.programmeId} and ${below(cut, sql`e.unit_id`)}
			and (e.to_state = ${cut.measure}) is distinct from (coalesce(e.from_state, '') = ${cut.measure})`;
}

/** Whether something has happened in a programme that the tallies do not count yet: they follow in a moment. */
export async function hasLaterEvents(db: Reader, programmeId: number): Promise<boolean> {
	const row = await db.first<{ later: boolean }>(sql`select exists (select 1 from events e, tally_state s
		where e.xid >= s.xid and e.programme_id = ${programmeId}
			and not exists (select 1 from event_positions p where p.event_id = e.id)) as later`);
	return row!.later;
}
