import { type Reader, sql } from '#platform/db/db.ts';
import type { NamedPeriod } from '../rules/periods.ts';

/** What a unit with all below it has reached; read from the tallies, like every figure. */
export interface Results {
	submitted: number;
	approved: number;
}

/**
 * Results of units in a period. A phase counts initiatives first submitted in it; a quarter counts submissions and
 * approvals on their own local dates. Reads `tally_by_unit`, `tally_by_class` or `tally_by_day`.
 */
export async function resultsOf(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	period: Pick<NamedPeriod, 'phaseId' | 'quarter' | 'from' | 'to'>,
): Promise<Map<number, Results>> {
	const rows = await db.rows<{ id: number; measure: keyof Results; n: number }>(sql`
		select unit_id as id, measure, sum(n)::bigint as n from ${
			period.quarter !== null
				? sql`tally_by_day`
				: period.phaseId !== null
					? sql`tally_by_class`
					: sql`tally_by_unit`
		}
		where programme_id = ${programmeId} and unit_id = any(${unitIds}::int[]) and measure in ('submitted', 'approved')
			and ${
				period.quarter !== null
					? sql`day between ${period.from} and ${period.to}`
					: period.phaseId !== null
						? sql`phase_id = ${period.phaseId}`
						: sql`true`
			}
		group by 1, 2`);
	const results = new Map(unitIds.map((id) => [id, { submitted: 0, approved: 0 }]));
	for (const { id, measure, n } of rows) results.get(id)![measure] = n;
	return results;
}
