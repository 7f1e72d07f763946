import type { Programme } from '#features/programmes/schema.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { targetsInForce } from '#features/statistics/queries/ranking-denominators.ts';
import type { AsOf } from '#features/statistics/schema.ts';
import { type Results, resultsOf } from '#features/targets/queries/results.ts';
import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import type { Kind } from '#features/targets/schema.ts';
import { addDays, daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { type Db, type Reader, sql } from '#platform/db/db.ts';
import { type Band, type BandOn, forecast } from '../rules/forecast.ts';
import { daysOf, type Pace, paceOf } from '../rules/pace.ts';
import type { ProgressMeasure } from '../schema.ts';

/** How far a unit with all below it has come in a period, all as of one position. */
export interface Progress {
	asOf: AsOf;
	results: Results;
	target: { number: number; kind: Kind } | null;
	measure: ProgressMeasure;
	pace: Pace;
	/** Null before and after the period, and while too few days are known. */
	forecast: { end: Band; path: BandOn[] } | null;
	/** The result at the end of each day of the period so far, oldest first. */
	curve: { day: LocalDate; sum: number }[];
}

/** Reads `tally_by_unit`, `tally_by_class` and `tally_by_day` in one snapshot. */
export function progressOf(
	db: Db,
	programme: Pick<Programme, 'id' | 'submission'>,
	unitId: number,
	period: NamedPeriod,
	measure: ProgressMeasure,
	today: LocalDate,
): Promise<Progress> {
	return db.snapshot(async (tx) => {
		const asOfToday = { at: null, on: today };
		const targets = await targetsInForce(tx, programme.id, [unitId], period, asOfToday);
		const results = (await resultsOf(tx, programme.id, [unitId], period)).get(unitId)!;
		const inForce = targets.get(unitId) ?? null;
		const days = daysOf(period, today);
		const counts = await countsOf(tx, programme.id, unitId, period, measure);
		const yesterday = addDays(today, -1);
		// A quarter's forecast may look back beyond its first day; a phase counts what was submitted in it alone.
		const since =
			period.phaseId !== null && period.quarter === null ? period.from : programme.submission.from;
		const known = daysBetween(since, yesterday) < 0 ? [] : filled(counts, since, yesterday);
		return {
			asOf: await asOf(tx),
			results,
			target: inForce && { number: inForce.number, kind: inForce.kind },
			measure,
			pace: paceOf(results[measure], inForce?.number ?? null, days),
			forecast:
				days.standing === 'running'
					? forecast(known, results[measure], counts.get(today) ?? 0, days.left)
					: null,
			curve: days.standing === 'ahead' ? [] : curveOf(counts, period, today < period.to ? today : period.to),
		};
	});
}

/** What each day brought towards a period: of a phase what was submitted in it, else every day of the programme. */
async function countsOf(
	db: Reader,
	programmeId: number,
	unitId: number,
	period: NamedPeriod,
	measure: ProgressMeasure,
): Promise<Map<LocalDate, number>> {
	const phase = period.phaseId !== null && period.quarter === null ? period.phaseId : null;
	const rows = await db.rows<{ day: LocalDate; n: number }>(sql`
		select day, sum(n)::bigint as n from tally_by_day
		where programme_id = ${programmeId} and unit_id = ${unitId} and measure = ${measure}
			and (${phase}::int is null or phase_id = ${phase}) group by day`);
	return new Map(rows.map(({ day, n }) => [day, n]));
}

/** One count for each day of a range, 0 where nothing came. */
function filled(counts: ReadonlyMap<LocalDate, number>, from: LocalDate, to: LocalDate): number[] {
	return Array.from(
		{ length: daysBetween(from, to) + 1 },
		(_, index) => counts.get(addDays(from, index)) ?? 0,
	);
}

function curveOf(counts: ReadonlyMap<LocalDate, number>, { from }: NamedPeriod, to: LocalDate) {
	let sum = 0;
	return filled(counts, from, to).map((n, index) => {
		sum += n;
		return { day: addDays(from, index), sum };
	});
}
