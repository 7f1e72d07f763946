import { targetsInForce } from '#features/statistics/queries/ranking-denominators.ts';
import { resultsOf } from '#features/targets/queries/results.ts';
import type { NamedPeriod } from '#features/targets/rules/periods.ts';
import { unitsBelow } from '#features/units/queries.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { daysOf } from '../rules/pace.ts';
import { type Standing, standingOf } from '../rules/standing.ts';
import type { ProgressMeasure } from '../schema.ts';

/** What a page of progress is about, besides the unit. */
export interface About {
	programmeId: number;
	period: NamedPeriod;
	measure: ProgressMeasure;
	today: LocalDate;
}

/** How units stand to their targets in a period, with those of units that merged into them; in the order given. */
export async function standingsOf(
	db: Reader,
	units: readonly Standing['unit'][],
	{ programmeId, period, measure, today }: About,
): Promise<Standing[]> {
	const ids = units.map(({ id }) => id);
	const [targets, results] = [
		await targetsInForce(db, programmeId, ids, period, { at: null, on: today }),
		await resultsOf(db, programmeId, ids, period),
	];
	const days = daysOf(period, today);
	return units.map(({ id, code, name }) =>
		standingOf({ id, code, name }, targets.get(id) ?? null, results.get(id)!, measure, days),
	);
}

/** The units directly below one that stand today, by name, with how each stands to its target. */
export const standingsBelow = async (db: Reader, unitId: number, about: About): Promise<Standing[]> =>
	standingsOf(db, await unitsBelow(db, unitId), about);
