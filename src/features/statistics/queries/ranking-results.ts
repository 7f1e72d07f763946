import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { empty, join, type Reader, raw, type Sql, sql } from '#platform/db/db.ts';
import type { Result } from '../schema/ranking.ts';
import type { Source } from '../schema.ts';

/** As of when a ranking stands, and the earlier day that it is told against: both ends of days. */
export interface Moments {
	/** Null is everything counted so far. */
	at: LocalDate | null;
	before: LocalDate;
}

/** Something known at both moments. */
export interface AtMoments<Known> {
	at: Known;
	before: Known;
}

/** What is counted of nodes for a ranking. */
export interface ResultsAsk {
	programmeId: number;
	period: Pick<NamedPeriod, 'phaseId' | 'quarter' | 'from' | 'to'>;
	moments: Moments;
	/** The last local date on which anything was counted. */
	last: LocalDate;
}

/** What days a period counts: those of a quarter, or all of a phase's initiatives. */
function inPeriod({ period }: ResultsAsk): Sql {
	if (period.quarter !== null) return sql`day between ${period.from} and ${period.to}`;
	return period.phaseId === null ? sql`true` : sql`phase_id = ${period.phaseId}`;
}

/**
 * Whether what came after the earlier moment is less to read than what came up to it: then it is taken off the present
 * figure. The figures are the same, for both are sums of the same rows.
 */
const isLate = ({ period, moments, last }: ResultsAsk): boolean =>
	period.quarter === null && daysBetween(moments.before, last) < daysBetween(period.from, moments.before);

/** The last local date on which anything was submitted or approved in a programme; null before the first. */
export async function lastCountedDay(db: Reader, programmeId: number): Promise<LocalDate | null> {
	const row = await db.first<{ last: LocalDate | null }>(sql`select max(day) as last from tally_by_day
		where programme_id = ${programmeId} and measure in ('submitted', 'approved')
			and unit_id = (select unit_id from unit_today where parent_id is null)`);
	return row!.last;
}

type Column = 'n' | 'benefit';

/** Sums of a node by column and moment, as text: those of đồng are beyond what numbers hold. */
type Sums = { id: number; measure: Result } & Record<`${Column}_${'at' | 'before'}`, string>;

/**
 * Sums of columns at both moments, by node and measure, in one statement.
 * @param of which rows count, besides the period
 * @param present where the present figures stand, for what is not cut by day; null where only days have them
 */
function sumsOf(
	db: Reader,
	columns: readonly Column[],
	of: Sql,
	tables: { present: Sql | null; days: Sql },
	ask: ResultsAsk,
): Promise<Sums[]> {
	const { at, before } = ask.moments;
	const named = raw(columns.join(', '));
	const days = sql`select unit_id, measure, day, ${named} from ${tables.days} where ${of} and ${inPeriod(ask)}`;
	const sums = (moment: 'at' | 'before', counted: (column: Sql) => Sql) =>
		join(
			columns.map(
				(column) => sql`coalesce(sum(${counted(raw(column))}), 0) as ${raw(`${column}_${moment}`)}`,
			),
			', ',
		);
	if (tables.present && isLate(ask))
		return db.rows<Sums>(sql`
			select unit_id as id, measure,
				${sums('at', (x) => sql`case when day > ${at}::date then -${x} when day is null then ${x} end`)},
				${sums('before', (x) => sql`case when day is null then ${x} else -${x} end`)}
			from (select unit_id, measure, null::date as day, ${named} from ${tables.present} where ${of}
					and ${ask.period.phaseId === null ? sql`true` : inPeriod(ask)}
				union all ${days} and day > ${before}::date) part group by 1, 2`);
	return db.rows<Sums>(sql`
		select unit_id as id, measure, ${sums('at', (x) => x)},
			${sums('before', (x) => sql`case when day <= ${before}::date then ${x} end`)}
		from (${days} and (${at}::date is null or day <= ${at}::date)) part group by 1, 2`);
}

type Counts = Record<Result, number>;

/**
 * First submissions and approvals of nodes in a period. The whole and a phase count initiatives by where they stood
 * at the end of the day, a phase those first submitted in it; a quarter counts submissions and approvals on their own
 * local dates. Reads `tally_by_unit` or `tally_by_class`, and `tally_by_day`.
 */
export async function countsOfNodes(
	db: Reader,
	nodeIds: readonly number[],
	results: readonly Result[],
	ask: ResultsAsk,
): Promise<Map<number, AtMoments<Counts>>> {
	const of = sql`programme_id = ${ask.programmeId} and unit_id = any(${nodeIds}::int[]) and measure = any(${results}::text[])`;
	const rows = await sumsOf(db, ['n'], of, { present: presentOf(ask), days: sql`tally_by_day` }, ask);
	const found = new Map(
		nodeIds.map((id): [number, AtMoments<Counts>] => [
			id,
			{ at: { submitted: 0, approved: 0 }, before: { submitted: 0, approved: 0 } },
		]),
	);
	for (const { id, measure, ...sums } of rows) {
		found.get(id)!.at[measure] = Number(sums.n_at);
		found.get(id)!.before[measure] = Number(sums.n_before);
	}
	return found;
}

const presentOf = ({ period }: ResultsAsk): Sql =>
	period.phaseId === null ? sql`tally_by_unit` : sql`tally_by_class`;

export interface Valued {
	n: number;
	benefit: bigint;
}

/**
 * How many approved initiatives of nodes have a value of a source and what those sum to, đồng. Every initiative has
 * a declared one, be it 0. Reads `tally_by_value` and, of all phases, `tally_by_benefit`, or what `countsOfNodes` reads.
 */
export async function valuesOfNodes(
	db: Reader,
	nodeIds: readonly number[],
	source: Source,
	ask: ResultsAsk,
): Promise<Map<number, AtMoments<Valued>>> {
	const of = sql`programme_id = ${ask.programmeId} and unit_id = any(${nodeIds}::int[]) and measure = 'approved'
		${source === 'declared' ? empty : sql`and source = ${source}`}`;
	const tables =
		source === 'declared'
			? { present: presentOf(ask), days: sql`tally_by_day` }
			: {
					present: ask.period.phaseId === null ? sql`tally_by_benefit` : null,
					days: sql`tally_by_value`,
				};
	const found = new Map(
		nodeIds.map((id): [number, AtMoments<Valued>] => [
			id,
			{ at: { n: 0, benefit: 0n }, before: { n: 0, benefit: 0n } },
		]),
	);
	for (const { id, ...sums } of await sumsOf(db, ['n', 'benefit'], of, tables, ask)) {
		found.get(id)!.at = { n: Number(sums.n_at), benefit: BigInt(sums.benefit_at) };
		found.get(id)!.before = { n: Number(sums.n_before), benefit: BigInt(sums.benefit_before) };
	}
	return found;
}
