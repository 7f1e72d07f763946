import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';

/** A unit that ended and passed to another, as it was last called. */
export interface EndedUnit {
	id: number;
	code: string;
	name: string;
	/** Its main successor. */
	into: number;
	endedOn: LocalDate;
}

/**
 * Units that had ended by a local date and passed to some units, or to one that passed to them, from outside: what had
 * stood below its successor all along brings nothing with it.
 */
export async function unitsMergedInto(
	db: Reader,
	unitIds: readonly number[],
	on: LocalDate,
): Promise<EndedUnit[]> {
	const ended = sql`units u join lateral (select p.name, p.parent_id, upper(p.valid) as ended_on from unit_periods p
		where p.unit_id = u.id and lower(p.valid) <= ${on}::date order by lower(p.valid) desc limit 1) last
			on last.ended_on <= ${on}::date`;
	const fromOutside = sql`not exists (
		with recursive up(id) as (
			select last.parent_id
			union select p.parent_id from up join unit_periods p on p.unit_id = up.id and p.valid @> last.ended_on - 1
		) select 1 from up where up.id = u.successor_id)`;
	return db.rows<EndedUnit>(sql`
		with recursive heirs(id, code, name, "into", "endedOn") as (
			select u.id, u.code, last.name, u.successor_id, last.ended_on from ${ended}
				where u.successor_id = any(${unitIds}::int[]) and ${fromOutside}
			union
			select u.id, u.code, last.name, u.successor_id, last.ended_on from heirs h
				join ${ended} on u.successor_id = h.id where ${fromOutside}
		)
		select * from heirs order by "endedOn", name collate ${VIETNAMESE}`);
}
