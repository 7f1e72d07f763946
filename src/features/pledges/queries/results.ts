import { listProgrammes } from '#features/programmes/queries.ts';
import { asOf as foldedTo } from '#features/statistics/queries/figures.ts';
import { countsInDays } from '#features/statistics/queries/nodes.ts';
import { membersInForce, targetsInForce } from '#features/statistics/queries/ranking-denominators.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { clusterMembers } from '#features/units/queries/clusters.ts';
import { unitsById } from '#features/units/queries.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { type Reached, scoreTable } from '../rules/scoring.ts';
import { type PledgeState, unitStateOf } from '../rules/state.ts';
import { type CriterionKind, type Scored, yearSpan } from '../schema.ts';
import type { Pledge } from './pledges.ts';

export interface Results {
	/** Last day that counts. */
	asOf: LocalDate;
	/** The event up to which was counted. */
	position: number;
	rows: Scored[];
}

/**
 * The scoring table of a pledge at the end of a local date, from the cubes; of a closed one as it was closed.
 * @param asOf a day of the pledge's year
 */
export async function resultsOf(
	db: Reader,
	pledge: Pledge,
	state: PledgeState,
	asOf: LocalDate,
): Promise<Results> {
	if (state.closed) {
		const { asOf, position, results } = state.closed;
		return { asOf, position, rows: [...results] };
	}
	const units = await unitsById(db, await clusterMembers(db, pledge.cluster.id, null));
	const byName = new Intl.Collator('vi');
	units.sort((a, b) => byName.compare(a.name, b.name));
	const reached = await reachedBy(
		db,
		pledge,
		units.map(({ id }) => id),
		asOf,
	);
	const rows = scoreTable(
		state.criteria,
		units.map(({ id, code, name }) => ({
			unit: { id, code, name },
			state: unitStateOf(state, id),
			reached: new Map(
				state.criteria.flatMap(({ id: criterion, kind }) => {
					const result = reached.get(id)?.[kind];
					return result ? [[criterion, result] as const] : [];
				}),
			),
		})),
	);
	return { asOf, position: (await foldedTo(db)).position, rows };
}

/** Day on which a date lies within the pledge's year: the latest that is over or today. */
export function latestDay(pledge: Pick<Pledge, 'year'>, today: LocalDate): LocalDate {
	const { from, to } = yearSpan(pledge.year);
	return today < from ? from : today > to ? to : today;
}

const whole = (n: number | bigint): Reached => ({ numerator: BigInt(n), denominator: 1n });
const MILLION = 1_000_000n;

/** What each unit reached in the year up to a day, for each kind that can be counted there. */
async function reachedBy(
	db: Reader,
	pledge: Pledge,
	unitIds: readonly number[],
	asOf: LocalDate,
): Promise<Map<number, Partial<Record<CriterionKind, Reached>>>> {
	const range = { from: yearSpan(pledge.year).from, to: asOf };
	const counts = await countsInDays(db, pledge.programmeId, unitIds, range);
	// As rankings have them: with those of units that merged into one of the cluster.
	const onDay = { at: asOf, on: asOf };
	const members = await membersInForce(db, unitIds, onDay);
	const targets = await targetsInForce(db, pledge.programmeId, unitIds, WHOLE, onDay);
	const values = await db.rows<{ id: number; benefit: string }>(sql`
		select unit_id as id, sum(benefit)::text as benefit from tally_by_value
		where programme_id = ${pledge.programmeId} and unit_id = any(${unitIds}::int[]) and measure = 'approved'
			and source = 'verified' and day between ${range.from} and ${range.to} group by unit_id`);
	const verified = new Map(values.map(({ id, benefit }) => [id, BigInt(benefit)]));
	return new Map(
		unitIds.map((id) => {
			const { submitted, approved } = counts.get(id)!;
			const people = members.get(id)?.members ?? 0;
			const target = targets.get(id)?.number ?? 0;
			return [
				id,
				{
					submitted: whole(submitted),
					approved: whole(approved),
					verified: { numerator: verified.get(id) ?? 0n, denominator: MILLION },
					...(people > 0 && {
						per_thousand: { numerator: BigInt(approved) * 10_000n, denominator: BigInt(people) },
					}),
					...(target > 0 && {
						attainment: { numerator: BigInt(approved) * 1000n, denominator: BigInt(target) },
					}),
				},
			];
		}),
	);
}

/** Programmes whose figures a pledge may count. */
export const programmesToPledge = async (db: Reader) =>
	(await listProgrammes(db)).map(({ id, code, name }) => ({ id, code, name }));
