import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Figure } from '../queries/members.ts';

/** Puts figures of members in the place of others; those of days that only the others had are no more. */
export async function writeFigures(
	tx: Tx,
	others: readonly Figure[],
	figures: readonly Figure[],
): Promise<void> {
	await tx.rows(sql`delete from unit_members m
		using ${recordset(others)} as o("unitId" int, "asOf" date)
		where m.unit_id = o."unitId" and m.as_of = o."asOf"`);
	await tx.rows(sql`insert into unit_members (unit_id, as_of, members, source)
		select "unitId", "asOf", members, source
		from ${recordset(figures)} as f("unitId" int, "asOf" date, members int, source text)`);
}
