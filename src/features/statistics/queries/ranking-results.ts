import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { Result } from '../schema/ranking.ts';
import type { Source } from '../schema.ts';

/** What is counted of nodes for a ranking. */
export interface ResultsAsk {
	programmeId: number;
	period: Pick<NamedPeriod, 'phaseId' | 'quarter' | 'from' | 'to'>;
	/** Up to and with this local date; null for everything counted so far. */
	upTo: LocalDate | null;
	today: LocalDate;
}

/** What days a period counts: those of a quarter, or all of a phase's initiatives. */
function inPeriod({ period }: ResultsAsk): Sql {
	if (period.quarter !== null) return sql`day between ${period.from} and ${period.to}`;
	return period.phaseId === null ? sql`true` : sql`phase_id = ${period.phaseId}`;
}

/**
 * Whether what came after a day is less to read than what came up to it: then the former is taken off the present
 * figure. The figures are the same, for both are sums of the same rows.
 */
const later = ({ period, upTo, today }: ResultsAsk): boolean =>
	upTo !== null && period.quarter === null && daysBetween(upTo, today) < daysBetween(period.from, upTo);

/**
 * First submissions and approvals of nodes in a period. The whole and a phase count initiatives by where they stood
 * at the end of the day, a phase those first submitted in it; a quarter counts submissions and approvals on their own
 * local dates. Reads `tally_by_unit` and `tally_by_class` now, `tally_by_day` for a quarter or a past day.
 */
export async function countsOfNodes(
	db: Reader,
	nodeIds: readonly number[],
	results: readonly Result[],
	ask: ResultsAsk,
): Promise<Map<number, Record<Result, number>>> {
	const of = sql`programme_id = ${ask.programmeId} and unit_id = any(${nodeIds}::int[])
		and measure = any(${results}::text[])`;
	const now =
		ask.period.phaseId === null
			? sql`select unit_id, measure, n from tally_by_unit where ${of}`
			: sql`select unit_id, measure, n from tally_by_class where ${of} and phase_id = ${ask.period.phaseId}`;
	const days = sql`tally_by_day where ${of} and ${inPeriod(ask)}`;
	const parts = later(ask)
		? sql`${now} union all select unit_id, measure, -n from ${days} and day > ${ask.upTo}`
		: ask.upTo !== null
			? sql`select unit_id, measure, n from ${days} and day <= ${ask.upTo}`
			: ask.period.quarter !== null
				? sql`select unit_id, measure, n from ${days}`
				: now;
	const rows = await db.rows<{ id: number; measure: Result; n: number }>(
		sql`select unit_id as id, measure, sum(n)::bigint as n from (${parts}) part group by 1, 2`,
	);
	const found = new Map(nodeIds.map((id) => [id, { submitted: 0, approved: 0 }]));
	for (const { id, measure, n } of rows) found.get(id)![measure] = n;
	return found;
}

/**
 * How many approved initiatives of nodes have a value of a source and what those sum to, đồng. Every initiative has
 * a declared one, be it 0. Reads `tally_by_benefit` or `tally_by_unit` now, else `tally_by_value` or `tally_by_day`.
 */
export async function valuesOfNodes(
	db: Reader,
	nodeIds: readonly number[],
	source: Source,
	ask: ResultsAsk,
): Promise<Map<number, { n: number; benefit: bigint }>> {
	const of = sql`programme_id = ${ask.programmeId} and unit_id = any(${nodeIds}::int[]) and measure = 'approved'`;
	const declared = source === 'declared';
	const whole = ask.period.phaseId === null && ask.upTo === null;
	const from = whole
		? declared
			? sql`tally_by_unit where ${of}`
			: sql`tally_by_benefit where ${of} and source = ${source}`
		: sql`${declared ? sql`tally_by_day where ${of}` : sql`tally_by_value where ${of} and source = ${source}`}
			and ${inPeriod(ask)} and (${ask.upTo}::date is null or day <= ${ask.upTo})`;
	const rows = await db.rows<{ id: number; n: number; benefit: string }>(
		sql`select unit_id as id, sum(n)::bigint as n, sum(benefit)::text as benefit from ${from} group by 1`,
	);
	const found = new Map(nodeIds.map((id) => [id, { n: 0, benefit: 0n }]));
	for (const { id, n, benefit } of rows) found.set(id, { n, benefit: BigInt(benefit) });
	return found;
}
