import { resultsOf } from '#features/targets/queries/results.ts';
import { targetsOf } from '#features/targets/queries/targets.ts';
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

/** How units stand to their own targets in a period; in the order given. */
export async function standingsOf(
	db: Reader,
	units: readonly Standing['unit'][],
	{ programmeId, period, measure, today }: About,
): Promise<Standing[]> {
	const ids = units.map(({ id }) => id);
	const [targets, results] = [
		await targetsOf(db, programmeId, ids, { ...period, latest: true }),
		await resultsOf(db, programmeId, ids, period),
	];
	const days = daysOf(period, today);
	return units.map(({ id, code, name }) => {
		const inForce = targets.get(id)?.inForce ?? null;
		const target = inForce && { number: inForce.number, kind: inForce.kind };
		return standingOf({ id, code, name }, target, results.get(id)!, measure, days);
	});
}

/** The units directly below one that stand today, by name, with how each stands to its target. */
export const standingsBelow = async (db: Reader, unitId: number, about: About): Promise<Standing[]> =>
	standingsOf(db, await unitsBelow(db, unitId), about);
