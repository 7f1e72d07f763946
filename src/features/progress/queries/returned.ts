import { type UnitScope, within } from '#features/units/rules.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { EXPIRING_DAYS, type ReturnedFigures } from '../schema.ts';

export interface ExpiringUnit extends ReturnedFigures {
	id: number;
	code: string;
	name: string;
}

interface Programme {
	id: number;
	/** Days within which a returned initiative may come back. */
	returnDays: number;
}

/** Returned initiatives `i` that can still come back, but for a few more days only. */
const expiring = ({ id, returnDays }: Programme, today: LocalDate): Sql => sql`i.state = 'returned'
	and i.programme_id = ${id} and i.state_on between ${addDays(today, -returnDays)}::date
		and ${addDays(today, EXPIRING_DAYS - returnDays)}::date`;

/** Units within reach with returned initiatives about to expire, the first deadline first, a page of them. */
export async function expiringAt(
	db: Reader,
	scope: UnitScope,
	programme: Programme,
	unitId: number,
	today: LocalDate,
	page: { from: number; limit: number },
): Promise<{ units: ExpiringUnit[]; count: number; expiring: number }> {
	const rows = await db.rows<ExpiringUnit & { count: number; all: number }>(sql`
		with here as materialized (
			select i.unit_id as id, count(*)::int as n, min(i.state_on) as first from initiatives i
				join unit_closure c on c.unit_id = i.unit_id and c.ancestor_id = ${unitId}
			where ${expiring(programme, today)} and ${within(scope, sql`i.unit_id`)} group by 1
		)
		select h.id, u.code, t.name, h.n as expiring, h.first + ${programme.returnDays}::int as until,
			(select count(*)::int from here) as count, (select sum(n)::int from here) as "all"
		from here h join units u on u.id = h.id join unit_today t on t.unit_id = h.id
		order by h.first, h.n desc, h.id limit ${page.limit} offset ${page.from}`);
	return {
		units: rows.map(({ count: _count, all: _all, ...unit }) => unit),
		count: rows[0]?.count ?? 0,
		expiring: rows[0]?.all ?? 0,
	};
}

/** What is about to expire at each of some units within reach; where nothing is, or outside it, absent. */
export async function expiringOf(
	db: Reader,
	scope: UnitScope,
	programme: Programme,
	unitIds: readonly number[],
	today: LocalDate,
): Promise<Map<number, ReturnedFigures>> {
	const rows = await db.rows<ReturnedFigures & { id: number }>(sql`
		select i.unit_id as id, count(*)::int as expiring, min(i.state_on) + ${programme.returnDays}::int as until
		from initiatives i where ${expiring(programme, today)} and i.unit_id = any(${unitIds}::int[])
			and ${within(scope, sql`i.unit_id`)} group by 1`);
	return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
