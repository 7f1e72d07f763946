import { codeOf } from '#features/initiatives/schema.ts';
import { type Reader, raw, sql } from '#platform/db/db.ts';
import { BANDS } from '../schema.ts';

/** From here on a value is large enough to be shown by itself: 1 tỷ đồng. An index holds those alone. */
const LARGE_BAND = 5;
const MOST = 10;

/** An approved initiative with a large declared value. Its title is for its own page to say. */
export interface Large {
	code: string;
	unitCode: string;
	unitName: string;
	/** Declared, whole đồng. */
	benefit: number;
}

/**
 * The largest declared values among the approved initiatives of a node, from 1 tỷ up, ten at most. `tally_by_benefit`
 * says how many there are, mostly none; so many last events are then sought in the index of large values, from the
 * top. Nothing is kept that could grow or be wrong.
 */
export async function largestOf(db: Reader, programmeId: number, nodeId: number): Promise<Large[]> {
	const bands = await db.first<{ n: number; top: number }>(sql`
		select coalesce(sum(n), 0)::int as n, coalesce(max(band) filter (where n > 0), 0) as top from tally_by_benefit
		where programme_id = ${programmeId} and unit_id = ${nodeId} and measure = 'approved' and source = 'declared'
			and band >= ${LARGE_BAND}`);
	const { n, top } = bands!;
	if (n === 0) return [];
	const below = BANDS[top + 1];
	const rows = await db.rows<Omit<Large, 'code'> & { id: number }>(sql`
		select e.initiative_id as id, u.code as "unitCode", t.name as "unitName", e.benefit
		from events e join units u on u.id = e.unit_id join unit_today t on t.unit_id = e.unit_id
		where e.programme_id = ${programmeId} and e.benefit >= ${raw(String(BANDS[LARGE_BAND]))}
			and (${below ?? null}::bigint is null or e.benefit < ${below ?? null}) and e.to_state = 'approved'
			and exists (select 1 from node_units c where c.node_id = ${nodeId} and c.unit_id = e.unit_id)
			and not exists (select 1 from events n where n.initiative_id = e.initiative_id and n.seq = e.seq + 1)
		order by e.benefit desc, e.initiative_id limit ${Math.min(n, MOST)}`);
	return rows.map(({ id, ...row }) => ({ code: codeOf(id), ...row }));
}
