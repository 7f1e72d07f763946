import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Timeline } from '../rules/timelines.ts';
import { searchText } from '../rules.ts';

/** Everything that is dated of some units, with their codes; without periods where there are none. */
export async function timelinesOf(db: Reader, unitIds: readonly number[]): Promise<Map<number, Timeline>> {
	const rows = await db.rows<Timeline>(sql`
		select u.id, u.code, u.successor_id as "successorId", coalesce((
			select jsonb_agg(jsonb_build_object('from', lower(p.valid), 'to', upper(p.valid), 'parentId', p.parent_id,
				'name', p.name, 'shortName', p.short_name, 'kind', p.kind, 'clusterId', p.cluster_id,
				'province', p.province) order by lower(p.valid))
			from unit_periods p where p.unit_id = u.id), '[]') as periods
		from units u where u.id = any(${unitIds}::int[])`);
	return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Writes timelines over those that stand. Whoever calls it brings the tree up to date (`refreshUnitTree`).
 * @param timelines of units that exist
 */
export async function writeTimelines(tx: Tx, timelines: readonly Timeline[]): Promise<void> {
	const ids = timelines.map(({ id }) => id);
	await tx.rows(sql`delete from unit_periods where unit_id = any(${ids}::int[])`);
	const periods = timelines.flatMap(({ id, code, periods }) =>
		periods.map((period) => ({ id, ...period, search: searchText(period.name, code) })),
	);
	await tx.rows(sql`insert into unit_periods
			(unit_id, valid, parent_id, name, short_name, kind, cluster_id, province, search)
		select id, daterange("from", "to"), "parentId", name, "shortName", kind, "clusterId", province, search
		from ${recordset(periods)} as r(id int, "from" date, "to" date, "parentId" int, name text, "shortName" text,
			kind text, "clusterId" int, province text, search text)`);
	await tx.rows(sql`update units u set successor_id = r."successorId"
		from ${recordset(timelines)} as r(id int, "successorId" int)
		where u.id = r.id and u.successor_id is distinct from r."successorId"`);
}

/** The local date that the tree stands for. */
export async function treeAsOf(db: Reader): Promise<LocalDate> {
	const row = await db.first<{ asOf: LocalDate }>(sql`select as_of::text as "asOf" from tree_state`);
	return row!.asOf;
}
