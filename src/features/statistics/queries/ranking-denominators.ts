import { targetsOf } from '#features/targets/queries/targets.ts';
import { inForce } from '#features/targets/rules/lines.ts';
import type { Kind, Period } from '#features/targets/schema.ts';
import type { EndedUnit } from '#features/units/queries/merged.ts';
import { addDays, type LocalDate, localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { type Dated, type Merged, mergedNumber } from '../rules/merged.ts';
import type { RankedMembers, RankedTarget, TargetChoice } from '../schema/ranking.ts';

type Numbers<Own> = (id: number) => Merged<Own> | null;

function merging<Own extends Dated>(
	own: ReadonlyMap<number, Own>,
	ended: readonly EndedUnit[],
): Numbers<Own> {
	const heirs = Map.groupBy(ended, ({ into }) => into);
	return (id) => mergedNumber(id, own, heirs);
}

const withEnded = (unitIds: readonly number[], ended: readonly EndedUnit[]) => [
	...new Set([...unitIds, ...ended.map(({ id }) => id)]),
];

/**
 * Targets of units as they stood at the end of a local date (null: now), of the kind asked for. What was merged into
 * a unit after its own target was set brings its target along.
 * @param ended from `unitsMergedInto`
 */
export async function rankedTargets(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	ended: readonly EndedUnit[],
	of: Period & { choice: TargetChoice; upTo: LocalDate | null },
): Promise<Map<number, RankedTarget | null>> {
	const asOf = of.upTo === null ? undefined : new Date(startOfLocalDate(addDays(of.upTo, 1)).getTime() - 1);
	const targets = await targetsOf(db, programmeId, withEnded(unitIds, ended), {
		phaseId: of.phaseId,
		quarter: of.quarter,
		...(asOf && { asOf }),
		// Only what was assigned before a revision is not the last row of its line.
		latest: of.choice !== 'assigned',
	});
	const own = new Map<number, Dated & { kind: Kind }>();
	for (const [id, { lines, history }] of targets) {
		const standing = {
			in_force: inForce(lines),
			registered: lines.registered,
			guideline: lines.guideline,
			revised: lines.assigned?.kind === 'revised' ? lines.assigned : undefined,
			assigned: lines.assigned?.number == null ? undefined : history.find(({ kind }) => kind === 'assigned'),
		}[of.choice];
		const row = standing && [...history].find((each) => each.id === standing.id);
		if (row && row.number !== null)
			own.set(id, { number: row.number, kind: row.kind, since: localDate(row.at) });
	}
	const number = merging(own, ended);
	return new Map(
		unitIds.map((id) => {
			const found = number(id);
			return [id, found && { number: found.number, kind: found.first.kind, merged: found.merged }];
		}),
	);
}

/**
 * Members of units at a local date: the latest figure of each not after it, and while that is older than a merger,
 * those of the units that came in; where none is known, the sum of the figures next below in the tree of `on`.
 */
export async function rankedMembers(
	db: Reader,
	unitIds: readonly number[],
	ended: readonly EndedUnit[],
	of: { upTo: LocalDate; on: LocalDate },
): Promise<Map<number, RankedMembers | null>> {
	const rows = await db.rows<{ id: number; number: number; since: LocalDate }>(sql`
		select distinct on (unit_id) unit_id as id, members as number, as_of as since from unit_members
		where unit_id = any(${withEnded(unitIds, ended)}::int[]) and as_of <= ${of.upTo}
		order by unit_id, as_of desc`);
	const number = merging(new Map(rows.map(({ id, ...own }) => [id, own])), ended);
	const found = new Map(
		unitIds.map((id): [number, RankedMembers | null] => {
			const own = number(id);
			return [id, own && { members: own.number, merged: own.merged, below: false }];
		}),
	);
	const unknown = unitIds.filter((id) => !found.get(id));
	for (const [id, members] of await membersBelow(db, unknown, of))
		found.set(id, { members, merged: 0, below: true });
	return found;
}

/** The figures next below each of some units that have none, summed. */
async function membersBelow(
	db: Reader,
	unitIds: readonly number[],
	of: { upTo: LocalDate; on: LocalDate },
): Promise<Map<number, number>> {
	if (unitIds.length === 0) return new Map();
	const rows = await db.rows<{ id: number; members: number }>(sql`
		with recursive known as materialized (
			select distinct on (unit_id) unit_id, members from unit_members where as_of <= ${of.upTo}
			order by unit_id, as_of desc
		), down(top, id, members) as (
			select i, i, null::int from unnest(${unitIds}::int[]) i
			union all
			select d.top, p.unit_id, k.members from down d
				join unit_periods p on p.parent_id = d.id and p.valid @> ${of.on}::date
				left join known k on k.unit_id = p.unit_id
			where d.members is null
		)
		select top as id, sum(members)::int as members from down where members is not null group by top`);
	return new Map(rows.map(({ id, members }) => [id, members]));
}
