import { type Reader, sql } from '#platform/db/db.ts';
import type { Timeline } from '../rules/timelines.ts';

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
