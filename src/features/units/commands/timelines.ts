import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Timeline } from '../rules/timelines.ts';
import { searchText } from '../rules.ts';

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
