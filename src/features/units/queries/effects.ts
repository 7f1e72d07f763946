import { type Reader, recordset, sql } from '#platform/db/db.ts';
import { lastPeriod, periodOn, type Timeline } from '../rules/timelines.ts';

/** What a change makes of one unit, in words for a person to judge. */
export interface UnitEffect {
	id: number;
	code: string;
	name: string;
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

/** What timelines come to, unit by unit, as of the day from which they count. */
export async function effectsOf(
	db: Reader,
	from: string,
	before: readonly Timeline[],
	after: readonly Timeline[],
): Promise<UnitEffect[]> {
	const named = [...before, ...after].flatMap(({ periods }) => periods);
	const names = await db.rows<{ id: number; name: string }>(sql`
		select distinct on (unit_id) unit_id as id, name from unit_periods
		where unit_id = any(${[...new Set([...named.map(({ parentId }) => parentId), ...after.map(({ successorId }) => successorId)].filter((id) => id !== null))]}::int[])
		order by unit_id, lower(valid) desc`);
	const clusters = await db.rows<{ id: number; name: string }>(sql`select id, name from clusters`);
	const sizes = await db.rows<{ id: number; below: number; members: number | null }>(sql`
		select a.id, (select count(*) from node_units c join unit_today t on t.unit_id = c.unit_id
					and (t.ended_on is null or t.ended_on >= ${from}::date)
				where c.unit_id <> a.id and c.node_id = coalesce((select n.id from past_nodes n
					where n.unit_id = a.id and n.valid @> (${from}::date - 1)), a.id)) as below,
			(select m.members from unit_members m where m.unit_id = a.id order by m.as_of desc limit 1) as members
		from ${recordset(after.map(({ id }) => ({ id })))} as a(id int)`);
	const nameOf = (id: number | null | undefined) => names.find((each) => each.id === id)?.name ?? null;
	const clusterOf = (id: number | null | undefined) => clusters.find((each) => each.id === id)?.name ?? null;
	const sizeOf = new Map(sizes.map((size) => [size.id, size]));
	return after.map((timeline, index): UnitEffect => {
		const was = periodOn(before[index]!, from);
		const becomes = periodOn(timeline, from);
		const shown = becomes ?? was ?? lastPeriod(timeline) ?? lastPeriod(before[index]!);
		const what: UnitEffect['what'] = [];
		if (becomes && !was) what.push(before[index]!.periods.length === 0 ? 'begins' : 'goes_on');
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
