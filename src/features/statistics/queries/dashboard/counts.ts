import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { all, type RawValue, type Reader, sql } from '#platform/db/db.ts';
import { type Figure, type Figures, MEASURES, type Measure, noFigures } from '../../schema.ts';

/** What of a programme is counted: everything, a phase or a quarter of it; until now, or up to a local date. */
export interface Span {
	programmeId: number;
	period: Pick<NamedPeriod, 'phaseId' | 'quarter' | 'from' | 'to'>;
	upTo: LocalDate | null;
}

/** Days by which a span is cut, where it is: a quarter has days of its own, a phase counts whatever came of it. */
function dayConditions({ period, upTo }: Span): RawValue[] {
	return [
		...(period.quarter !== null ? [sql`day between ${period.from} and ${period.to}`] : []),
		...(upTo !== null ? [sql`day <= ${upTo}`] : []),
	];
}

/**
 * Counts of nodes in a span. A phase counts initiatives first submitted in it, whenever they were approved; a quarter
 * counts submissions and approvals on their own local dates, and its other states say nothing. Reads `tally_by_unit`,
 * of a phase `tally_by_class`, of days `tally_by_day`.
 * @param measures the others are left at nothing
 */
export async function figuresOfSpan(
	db: Reader,
	span: Span,
	nodeIds: readonly number[],
	measures: readonly Measure[] = MEASURES,
): Promise<Map<number, Figures>> {
	const { programmeId, period } = span;
	const days = dayConditions(span);
	// A phase of a quarter is already said by its days.
	const phase = period.phaseId !== null && period.quarter === null ? [sql`phase_id = ${period.phaseId}`] : [];
	const cube =
		days.length > 0 ? sql`tally_by_day` : phase.length > 0 ? sql`tally_by_class` : sql`tally_by_unit`;
	const rows = await db.rows<Figure & { nodeId: number; measure: Measure }>(sql`
		select unit_id as "nodeId", measure, sum(n)::bigint as n, sum(benefit)::text as benefit from ${cube}
		where programme_id = ${programmeId} and unit_id = any(${nodeIds}::int[])
			and measure = any(${measures}::text[]) and ${all([...phase, ...days])}
		group by unit_id, measure`);
	const found = new Map(nodeIds.map((id) => [id, noFigures()]));
	for (const { nodeId, measure, n, benefit } of rows) found.get(nodeId)![measure] = { n, benefit };
	return found;
}

/** Approved initiatives with a verified value, and its sum in đồng. Reads `tally_by_benefit` or `tally_by_value`. */
export async function verifiedOfNodes(
	db: Reader,
	span: Span,
	nodeIds: readonly number[],
): Promise<Map<number, Figure>> {
	const { programmeId, period } = span;
	const days = dayConditions(span);
	const phase = period.phaseId !== null && period.quarter === null ? [sql`phase_id = ${period.phaseId}`] : [];
	const cut = [...phase, ...days];
	const rows = await db.rows<Figure & { nodeId: number }>(sql`
		select unit_id as "nodeId", sum(n)::bigint as n, sum(benefit)::text as benefit
		from ${cut.length > 0 ? sql`tally_by_value` : sql`tally_by_benefit`}
		where programme_id = ${programmeId} and unit_id = any(${nodeIds}::int[]) and measure = 'approved'
			and source = 'verified' and ${all(cut)}
		group by unit_id`);
	const found = new Map(nodeIds.map((id): [number, Figure] => [id, { n: 0, benefit: '0' }]));
	for (const { nodeId, n, benefit } of rows) found.set(nodeId, { n, benefit });
	return found;
}

/** Counts of one node by phase, up to a local date or until now. Reads `tally_by_class` or `tally_by_day`. */
export async function countsByPhase(
	db: Reader,
	programmeId: number,
	nodeId: number,
	upTo: LocalDate | null,
): Promise<Map<number, Figures>> {
	return byId(
		await db.rows(sql`
			select phase_id as id, measure, sum(n)::bigint as n, sum(benefit)::text as benefit
			from ${upTo === null ? sql`tally_by_class` : sql`tally_by_day`}
			where programme_id = ${programmeId} and unit_id = ${nodeId}
				and ${upTo === null ? sql`true` : sql`day <= ${upTo}`}
			group by phase_id, measure`),
	);
}

/** Counts of one node by group or field, of all phases or of one; 0 is «none given». Reads `tally_by_class`. */
export async function countsByClass(
	db: Reader,
	by: 'group' | 'field',
	programmeId: number,
	nodeId: number,
	phaseId: number | null,
): Promise<Map<number, Figures>> {
	return byId(
		await db.rows(sql`
			select ${by === 'group' ? sql`group_id` : sql`field_id`} as id, measure, sum(n)::bigint as n,
				sum(benefit)::text as benefit
			from tally_by_class where programme_id = ${programmeId} and unit_id = ${nodeId}
				and ${phaseId === null ? sql`true` : sql`phase_id = ${phaseId}`}
			group by 1, measure`),
	);
}

function byId(rows: readonly (Figure & { id: number; measure: Measure })[]): Map<number, Figures> {
	const found = new Map<number, Figures>();
	for (const { id, measure, n, benefit } of rows) {
		const figures = found.get(id) ?? noFigures();
		figures[measure] = { n, benefit };
		found.set(id, figures);
	}
	return found;
}

export interface DayCounts {
	day: LocalDate;
	submitted: number;
	approved: number;
}

/**
 * What came in on each day that had anything, in order: of the days of a quarter, or of what a phase's initiatives
 * came to on any day. Reads `tally_by_day`.
 */
export async function daysOfNode(db: Reader, span: Span, nodeId: number): Promise<DayCounts[]> {
	const { programmeId, period } = span;
	const phase = period.phaseId !== null && period.quarter === null ? [sql`phase_id = ${period.phaseId}`] : [];
	return db.rows<DayCounts>(sql`
		select day, coalesce(sum(n) filter (where measure = 'submitted'), 0)::bigint as submitted,
			coalesce(sum(n) filter (where measure = 'approved'), 0)::bigint as approved
		from tally_by_day
		where programme_id = ${programmeId} and unit_id = ${nodeId} and measure in ('submitted', 'approved')
			and ${all([...phase, ...dayConditions(span)])}
		group by day order by day`);
}
