import { type Reader, sql } from '#platform/db/db.ts';

/** Initiatives ever submitted at some units with all below them, over all programmes. Reads `tally_by_unit`. */
export async function submittedBelow(
	db: Reader,
	unitIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
	const rows = await db.rows<{ id: number; n: number }>(sql`
		select t.unit_id as id, sum(t.n)::bigint as n from programmes p join tally_by_unit t on t.programme_id = p.id
		where t.unit_id = any(${unitIds}::int[]) and t.measure = 'submitted' group by 1`);
	return new Map(rows.map(({ id, n }) => [id, n]));
}
