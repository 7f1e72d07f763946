import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import { periodsIn } from '../rules/periods.ts';
import {
	BANDS,
	type DateRange,
	type Figure,
	type Figures,
	type Measure,
	noFigures,
	type People,
	type PeriodName,
	type Source,
	type SubmissionKind,
} from '../schema.ts';

/*
 * Readings by node: a unit as it stands today, or what stood below it on a day (`nodesOf` in units/queries/trees.ts).
 * Each is a range of one cube's primary key. Every node asked for has an answer, zeros where nothing is counted.
 */

const at = (programmeId: number, nodeIds: readonly number[]): Sql =>
	sql`programme_id = ${programmeId} and unit_id = any(${nodeIds}::int[])`;

/**
 * Counts of nodes by measure, with declared benefit in đồng. Reads `tally_by_unit` now, and `tally_by_day` for the
 * end of a local date: what was counted on all days up to it.
 */
export async function figuresOfNodes(
	db: Reader,
	programmeId: number,
	nodeIds: readonly number[],
	upTo: LocalDate | null,
): Promise<Map<number, Figures>> {
	const rows = await db.rows<Figure & { nodeId: number; measure: Measure }>(
		upTo === null
			? sql`select unit_id as "nodeId", measure, n, benefit::text from tally_by_unit where ${at(programmeId, nodeIds)}`
			: sql`select unit_id as "nodeId", measure, sum(n)::bigint as n, sum(benefit)::text as benefit
				from tally_by_day where ${at(programmeId, nodeIds)} and day <= ${upTo} group by unit_id, measure`,
	);
	return byNode(nodeIds, rows);
}

function byNode(
	nodeIds: readonly number[],
	rows: readonly (Figure & { nodeId: number; measure: Measure })[],
): Map<number, Figures> {
	const found = new Map(nodeIds.map((id) => [id, noFigures()]));
	for (const { nodeId, measure, n, benefit } of rows) found.get(nodeId)![measure] = { n, benefit };
	return found;
}

/** The same of what was first submitted in a phase, at the end of a local date. Reads `tally_by_day`. */
export async function figuresOfPhase(
	db: Reader,
	programmeId: number,
	nodeIds: readonly number[],
	phaseId: number,
	upTo: LocalDate,
): Promise<Map<number, Figures>> {
	const rows = await db.rows<Figure & { nodeId: number; measure: Measure }>(sql`
		select unit_id as "nodeId", measure, sum(n)::bigint as n, sum(benefit)::text as benefit from tally_by_day
		where ${at(programmeId, nodeIds)} and phase_id = ${phaseId} and day <= ${upTo} group by unit_id, measure`);
	return byNode(nodeIds, rows);
}

/** What came in on some days. `approved`: approvals less revocations, on the local date of each. */
export interface Arrived {
	submitted: number;
	approved: number;
}

/** What came in on the days of a range, such as a campaign: both days inclusive. Reads `tally_by_day`. */
export async function countsInDays(
	db: Reader,
	programmeId: number,
	nodeIds: readonly number[],
	{ from, to }: DateRange,
): Promise<Map<number, Arrived>> {
	const rows = await db.rows<{ nodeId: number; measure: keyof Arrived; n: number }>(sql`
		select unit_id as "nodeId", measure, sum(n)::bigint as n from tally_by_day
		where ${at(programmeId, nodeIds)} and measure in ('submitted', 'approved') and day between ${from} and ${to}
		group by unit_id, measure`);
	const found = new Map(nodeIds.map((id): [number, Arrived] => [id, { submitted: 0, approved: 0 }]));
	for (const { nodeId, measure, n } of rows) found.get(nodeId)![measure] = n;
	return found;
}

/**
 * Approved initiatives that have a value of this source, and its sum in đồng. Of declared values 0 is none; what was
 * verified may be worth nothing and has been verified all the same. Reads `tally_by_benefit`.
 */
export async function benefitOfNodes(
	db: Reader,
	programmeId: number,
	nodeIds: readonly number[],
	source: Source,
): Promise<Map<number, Figure>> {
	const rows = await db.rows<Figure & { nodeId: number }>(sql`
		select unit_id as "nodeId", sum(n)::bigint as n, sum(benefit)::text as benefit from tally_by_benefit
		where ${at(programmeId, nodeIds)} and measure = 'approved' and source = ${source}
			and (source <> 'declared' or band > 0)
		group by unit_id`);
	const found = new Map(nodeIds.map((id): [number, Figure] => [id, { n: 0, benefit: '0' }]));
	for (const { nodeId, n, benefit } of rows) found.set(nodeId, { n, benefit });
	return found;
}

const PEOPLE = {
	registrants: 'registrants',
	authors: 'authors',
	approved_authors: 'approvedAuthors',
} as const;

/** Distinct persons at nodes; those of a unit's children do not add up to its own. Reads `tally_people`. */
export async function peopleOfNodes(
	db: Reader,
	programmeId: number,
	nodeIds: readonly number[],
): Promise<Map<number, People>> {
	const rows = await db.rows<{ nodeId: number; what: keyof typeof PEOPLE; n: number }>(
		sql`select unit_id as "nodeId", what, n from tally_people where ${at(programmeId, nodeIds)}`,
	);
	const found = new Map(
		nodeIds.map((id): [number, People] => [id, { registrants: 0, authors: 0, approvedAuthors: 0 }]),
	);
	for (const { nodeId, what, n } of rows) found.get(nodeId)![PEOPLE[what]] = n;
	return found;
}

/** One band of values, đồng: `from` to below `below`; the last has no upper end. */
export interface BandCount extends Figure {
	band: number;
	from: number;
	below: number | null;
}

/**
 * How many initiatives of a measure have a value in each band, and what those values sum to: every band, smallest
 * first. Of declared values band 0 is «none stated». Reads `tally_by_benefit`.
 */
export async function distribution(
	db: Reader,
	programmeId: number,
	nodeId: number,
	measure: Measure,
	source: Source,
): Promise<BandCount[]> {
	const rows = await db.rows<Figure & { band: number }>(sql`
		select band, n, benefit::text from tally_by_benefit
		where ${at(programmeId, [nodeId])} and measure = ${measure} and source = ${source}`);
	const counted = new Map(rows.map(({ band, n, benefit }) => [band, { n, benefit }]));
	return BANDS.map((from, band) => ({
		band,
		from,
		below: BANDS[band + 1] ?? null,
		...(counted.get(band) ?? { n: 0, benefit: '0' }),
	}));
}

/** Initiatives of one kind of submission with so many authors; 5 is five or more. */
export interface KindCount extends Figure {
	kind: SubmissionKind;
	authors: number;
}

/** Counts by kind of submission and number of authors, those that are not 0. Reads `tally_by_kind`. */
export async function byKind(
	db: Reader,
	programmeId: number,
	nodeId: number,
	measure: Measure,
): Promise<KindCount[]> {
	return db.rows<KindCount>(sql`select kind, authors, n, benefit::text from tally_by_kind
		where ${at(programmeId, [nodeId])} and measure = ${measure} and n <> 0 order by kind, authors`);
}

/**
 * What came in by day, week (from Monday), month or quarter of a range: consecutive, the first and last cut to the
 * range, those without anything among them. Reads `tally_by_day`.
 */
export async function byPeriod(
	db: Reader,
	programmeId: number,
	nodeId: number,
	period: PeriodName,
	range: DateRange,
): Promise<(DateRange & Arrived)[]> {
	const rows = await db.rows<{ day: LocalDate; measure: keyof Arrived; n: number }>(sql`
		select day, measure, n from tally_by_day
		where ${at(programmeId, [nodeId])} and measure in ('submitted', 'approved')
			and day between ${range.from} and ${range.to} order by day`);
	const periods = periodsIn(range, period).map((each) => ({ ...each, submitted: 0, approved: 0 }));
	let place = 0;
	for (const { day, measure, n } of rows) {
		while (day > periods[place]!.to) place++;
		periods[place]![measure] += n;
	}
	return periods;
}
