import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, raw, recordset, type Sql, sql } from '#platform/db/db.ts';
import { lastPeriod, periodOn, type Timeline } from '../rules/timelines.ts';

/** What a change makes of one unit, in words for a person to judge. */
export interface UnitEffect {
	id: number;
	code: string;
	name: string;
	/** The day from which it is so. */
	from: LocalDate;
	/** Several at once: a unit may be renamed and moved. */
	what: ('begins' | 'ends' | 'goes_on' | 'moves' | 'renamed' | 'reclustered' | 'changed')[];
	/** Names before and after where they differ. */
	name2: string | null;
	parent: { was: string | null; becomes: string | null };
	cluster: { was: string | null; becomes: string | null };
	/** Name of the unit that takes over. */
	successor: string | null;
	successorId: number | null;
	/** Units that stood below it until then. */
	below: number;
	/** Its latest figure. */
	members: number | null;
}

/** How one unit comes to be other than it was, and from which day on. */
export interface UnitChange {
	before: Timeline;
	after: Timeline;
	from: LocalDate;
}

/** The node that unit `id` was on the day before `from`, of a row of both. */
const nodeBefore = (row: string): Sql => sql`coalesce((select n.id from past_nodes n
	where n.unit_id = ${raw(row)}.id and n.valid @> (${raw(row)}."from" - 1)), ${raw(row)}.id)`;

/** What timelines come to, unit by unit, each as of the day from which it counts. */
export async function effectsOf(db: Reader, changes: readonly UnitChange[]): Promise<UnitEffect[]> {
	const named = changes.flatMap(({ before, after }) => [...before.periods, ...after.periods]);
	const above = [
		...named.map(({ parentId }) => parentId),
		...changes.map(({ after }) => after.successorId),
	].filter((id) => id !== null);
	const names = await db.rows<{ id: number; name: string }>(sql`
		select distinct on (unit_id) unit_id as id, name from unit_periods
		where unit_id = any(${[...new Set(above)]}::int[])
		order by unit_id, lower(valid) desc`);
	const clusters = await db.rows<{ id: number; name: string }>(sql`select id, name from clusters`);
	const days = changes.map(({ before, after, from }) => ({
		id: after.id,
		from,
		// Nothing stood below what only begins; a first list has thousands of these.
		stood: before.periods.length > 0,
	}));
	const sizes = await db.rows<{ id: number; below: number; members: number | null }>(sql`
		select a.id, case when not a.stood then 0 else (select count(*) from node_units c join unit_today t on t.unit_id = c.unit_id
					and (t.ended_on is null or t.ended_on >= a."from")
				where c.unit_id <> a.id and c.node_id = ${nodeBefore('a')}) end as below,
			(select m.members from unit_members m where m.unit_id = a.id order by m.as_of desc limit 1) as members
		from ${recordset(days)} as a(id int, "from" date, stood boolean)`);
	// Maps, for a list may change every unit there is.
	const nameById = new Map(names.map(({ id, name }) => [id, name]));
	const clusterById = new Map(clusters.map(({ id, name }) => [id, name]));
	const nameOf = (id: number | null | undefined) => nameById.get(id ?? 0) ?? null;
	const clusterOf = (id: number | null | undefined) => clusterById.get(id ?? 0) ?? null;
	const sizeOf = new Map(sizes.map((size) => [size.id, size]));
	return changes.map(({ before, after: timeline, from }): UnitEffect => {
		const was = periodOn(before, from);
		const becomes = periodOn(timeline, from);
		const shown = becomes ?? was ?? lastPeriod(timeline) ?? lastPeriod(before);
		const what: UnitEffect['what'] = [];
		if (becomes && !was) what.push(before.periods.length === 0 ? 'begins' : 'goes_on');
		else if (was && !becomes) what.push('ends');
		else if (was && becomes) {
			if (was.parentId !== becomes.parentId) what.push('moves');
			else if (was.clusterId !== becomes.clusterId) what.push('reclustered');
			if (was.name !== becomes.name) what.push('renamed');
		}
		if (what.length === 0) what.push('changed');
		return {
			id: timeline.id,
			code: timeline.code,
			name: (was ?? shown)?.name ?? timeline.code,
			from,
			what,
			name2: was && becomes && was.name !== becomes.name ? becomes.name : null,
			parent: { was: nameOf(was?.parentId), becomes: nameOf(becomes?.parentId) },
			cluster: { was: clusterOf(was?.clusterId), becomes: clusterOf(becomes?.clusterId) },
			successor: becomes ? null : nameOf(timeline.successorId),
			successorId: becomes ? null : timeline.successorId,
			below: sizeOf.get(timeline.id)?.below ?? 0,
			members: sizeOf.get(timeline.id)?.members ?? null,
		};
	});
}

/**
 * Those units among some that go elsewhere, each on its day, that did not stand below another of them the day before:
 * what goes with these is everything that goes, once.
 */
export async function outermostOf(
	db: Reader,
	going: readonly Pick<UnitEffect, 'id' | 'from'>[],
): Promise<Set<number>> {
	const listed = going.map(({ id, from }) => ({ id, from }));
	const rows = await db.rows<{ id: number }>(sql`
		with going as materialized (
			select g.id, ${nodeBefore('g')} as node_id from ${recordset(listed)} as g(id int, "from" date)
		)
		select g.id from going g where not exists (
			select 1 from node_units c join going o on o.node_id = c.node_id where c.unit_id = g.id and o.id <> g.id)`);
	return new Set(rows.map(({ id }) => id));
}
