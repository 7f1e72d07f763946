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
 * Units that had ended by a local date and passed to a peer, one of the same kind, that is among some units or passed to
 * one of them. What ended within its successor, or within another that passed on as a whole, brings nothing with it.
 */
export async function unitsMergedInto(
	db: Reader,
	unitIds: readonly number[],
	on: LocalDate,
): Promise<EndedUnit[]> {
	const found: EndedUnit[] = [];
	for (let into = unitIds; into.length > 0; ) {
		const ended = await db.rows<EndedUnit>(sql`
			with peers as materialized (
				-- Ended units of the kinds asked for: a province has taken over thousands of others.
				select t.* from unit_today t where t.ended_on <= ${on}::date
					and t.kind = any(array(select kind from unit_today where unit_id = any(${into}::int[]))))
			select u.id, u.code, t.name, u.successor_id as "into", t.ended_on as "endedOn"
			from peers t join units u on u.id = t.unit_id join unit_today s on s.unit_id = u.successor_id
			where u.successor_id = any(${into}::int[]) and t.kind = s.kind
			order by t.ended_on, t.name collate ${VIETNAMESE}`);
		const known = new Set([...unitIds, ...found.map(({ id }) => id)]);
		const fresh = ended.filter(({ id }) => !known.has(id));
		found.push(...fresh);
		into = fresh.map(({ id }) => id);
	}
	return found;
}
