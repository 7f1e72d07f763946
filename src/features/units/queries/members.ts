import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, recordset, sql } from '#platform/db/db.ts';

/** Members of a unit as stated on a day. */
export interface Figure {
	unitId: number;
	asOf: LocalDate;
	members: number;
	source: string;
}

/** The figures that stand of some units on some days. */
export async function figuresAt(
	db: Reader,
	days: readonly Pick<Figure, 'unitId' | 'asOf'>[],
): Promise<Figure[]> {
	const listed = days.map(({ unitId, asOf }) => ({ unitId, asOf }));
	return db.rows<Figure>(sql`
		select m.unit_id as "unitId", m.as_of::text as "asOf", m.members, m.source
		from (select distinct * from ${recordset(listed)} as d("unitId" int, "asOf" date)) d
			join unit_members m on m.unit_id = d."unitId" and m.as_of = d."asOf"
		order by 1, 2`);
}

/** Whether figures of units on days say the same, in any order. */
export function sameFigures(some: readonly Figure[], others: readonly Figure[]): boolean {
	const written = ({ unitId, asOf, members, source }: Figure) => `${unitId} ${asOf} ${members} ${source}`;
	const known = new Set(others.map(written));
	return some.length === others.length && some.every((figure) => known.has(written(figure)));
}
