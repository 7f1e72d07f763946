import type { Programme } from '#features/programmes/schema.ts';
import { type Targets, targetsByPeriod, targetsOf } from '#features/targets/queries/targets.ts';
import { inForce, lineOf } from '#features/targets/rules/lines.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import type { Kind, Line, Period } from '#features/targets/schema.ts';
import { type EndedUnit, unitsMergedInto } from '#features/units/queries/merged.ts';
import { addDays, type LocalDate, localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { empty, type Reader, sql } from '#platform/db/db.ts';
import { type Dated, type Merged, type MergedPart, mergedNumber, mergedParts } from '../rules/merged.ts';
import type { RankedMembers, RankedTarget, TargetChoice } from '../schema/ranking.ts';
import type { AtMoments, Moments } from './ranking-results.ts';

function merging<Own extends Dated>(
	own: ReadonlyMap<number, Own>,
	ended: readonly EndedUnit[],
): (id: number) => Merged<Own> | null {
	const heirs = Map.groupBy(ended, ({ into }) => into);
	return (id) => mergedNumber(id, own, heirs);
}

const withEnded = (unitIds: readonly number[], ended: readonly EndedUnit[]) => [
	...new Set([...unitIds, ...ended.map(({ id }) => id)]),
];

/** The last instant of a local date. */
const endOf = (date: LocalDate): Date => new Date(startOfLocalDate(addDays(date, 1)).getTime() - 1);

interface TargetRow {
	id: number;
	kind: Kind;
	number: number | null;
	at: Date;
}

/** The row of a unit that a choice means, of those published by some instant, newest first. */
function standing(rows: readonly TargetRow[], choice: TargetChoice): TargetRow | undefined {
	const lines: Partial<Record<Line, TargetRow>> = {};
	for (const row of rows) lines[lineOf(row.kind)] ??= row;
	const { assigned } = lines;
	switch (choice) {
		case 'in_force':
			return inForce(lines) ?? undefined;
		case 'revised':
			return assigned?.kind === 'revised' ? assigned : undefined;
		case 'assigned':
			return assigned?.number == null ? undefined : rows.find(({ kind }) => kind === 'assigned');
		default:
			return lines[choice];
	}
}

type ChosenTarget = Dated & { kind: Kind };

/** What had been published of the targets of units by the end of a local date; null is now. */
const publishedBy = (
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	{ phaseId, quarter }: Period,
	at: LocalDate | null,
): Promise<Map<number, Targets>> =>
	targetsOf(db, programmeId, unitIds, { phaseId, quarter, ...(at !== null && { asOf: endOf(at) }) });

/** The row that a choice means, of each unit that has one. */
function chosenOf(
	targets: ReadonlyMap<number, Targets>,
	choice: TargetChoice,
	until: Date | null,
): Map<number, ChosenTarget> {
	const own = new Map<number, ChosenTarget>();
	for (const [id, { history }] of targets) {
		const row = standing(until ? history.filter((row) => row.at <= until) : history, choice);
		if (row && row.number !== null)
			own.set(id, { number: row.number, kind: row.kind, since: localDate(row.at) });
	}
	return own;
}

/** The published rows that a unit's target is made of, by unit, as `rankedTargets` adds them up. */
export async function targetParts(
	db: Reader,
	programmeId: number,
	unitId: number,
	ended: readonly EndedUnit[],
	of: Period & { choice: TargetChoice; at: LocalDate | null },
): Promise<MergedPart<ChosenTarget>[]> {
	const targets = await publishedBy(db, programmeId, withEnded([unitId], ended), of, of.at);
	return mergedParts(
		unitId,
		chosenOf(targets, of.choice, null),
		Map.groupBy(ended, ({ into }) => into),
	);
}

/**
 * Targets of units as they stood at both moments, of the kind asked for. What was merged into a unit after its own
 * target was set brings its target along.
 * @param ended from `unitsMergedInto`
 */
export async function rankedTargets(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	ended: readonly EndedUnit[],
	of: Period & { choice: TargetChoice; moments: Moments },
): Promise<Map<number, AtMoments<RankedTarget | null>>> {
	const { at, before } = of.moments;
	const targets = await publishedBy(db, programmeId, withEnded(unitIds, ended), of, at);
	const numberAt = (until: Date | null) => {
		const numberOf = merging(chosenOf(targets, of.choice, until), ended);
		return (id: number): RankedTarget | null => {
			const found = numberOf(id);
			return found && { number: found.number, kind: found.first.kind, merged: found.merged };
		};
	};
	const now = numberAt(null);
	const since = endOf(before);
	const changed = [...targets.values()].some(({ history }) => history.some((row) => row.at > since));
	const then = changed ? numberAt(since) : now;
	return new Map(unitIds.map((id) => [id, { at: now(id), before: then(id) }]));
}

/** As of when a target or a count of members is asked for. */
export interface AsOfDay {
	/** The end of this local date; null is now. */
	at: LocalDate | null;
	/** The date whose tree says what was merged. */
	on: LocalDate;
}

/** The targets in force of units, as rankings have them, so that a unit's share is the same wherever it stands. */
export async function targetsInForce(
	db: Reader,
	programmeId: number,
	unitIds: readonly number[],
	{ phaseId, quarter }: Period,
	{ at, on }: AsOfDay,
): Promise<Map<number, RankedTarget | null>> {
	const ended = await unitsMergedInto(db, unitIds, on);
	const moments = { at, before: at ?? on };
	const found = await rankedTargets(db, programmeId, unitIds, ended, {
		...{ phaseId, quarter, moments },
		choice: 'in_force',
	});
	return new Map([...found].map(([id, target]) => [id, target.at]));
}

/** The targets in force of one unit for each period that has one. */
export async function ownTargets(
	db: Reader,
	programme: Programme,
	unitId: number,
	asOf: AsOfDay,
): Promise<(Period & { number: number; kind: Kind })[]> {
	const { at, on } = asOf;
	if ((await unitsMergedInto(db, [unitId], on)).length === 0)
		return targetsByPeriod(db, programme.id, unitId, at === null ? undefined : endOf(at));
	const found = [];
	for (const { phaseId, quarter } of periodsOf(programme)) {
		const period = { phaseId, quarter };
		const target = (await targetsInForce(db, programme.id, [unitId], period, asOf)).get(unitId);
		if (target) found.push({ ...period, number: target.number, kind: target.kind });
	}
	return found;
}

/**
 * Members of units at both moments: the latest figure of each not after it, and while that is older than a merger,
 * those of the units that came in; where none is known, the sum of the figures next below in the tree of `on`.
 */
export async function rankedMembers(
	db: Reader,
	unitIds: readonly number[],
	ended: readonly EndedUnit[],
	of: { moments: Moments; today: LocalDate; on: LocalDate },
): Promise<Map<number, AtMoments<RankedMembers | null>>> {
	const { before } = of.moments;
	const at = of.moments.at ?? of.today;
	const now = await membersAt(db, unitIds, ended, { upTo: at, on: of.on });
	const changed = await db.first(
		sql`select 1 from unit_members where as_of > ${before}::date and as_of <= ${at}::date limit 1`,
	);
	const then = changed ? await membersAt(db, unitIds, ended, { upTo: before, on: of.on }) : now;
	return new Map(unitIds.map((id) => [id, { at: now.get(id)!, before: then.get(id)! }]));
}

/** Members of units, as rankings have them: the latest figures not after a local date, under the tree of `on`. */
export async function membersInForce(
	db: Reader,
	unitIds: readonly number[],
	{ at, on }: { at: LocalDate; on: LocalDate },
): Promise<Map<number, RankedMembers | null>> {
	return membersAt(db, unitIds, await unitsMergedInto(db, unitIds, on), { upTo: at, on });
}

/** The latest figure that each of some units states of itself, not after a local date. */
export async function statedMembers(
	db: Reader,
	unitIds: readonly number[],
	upTo: LocalDate,
): Promise<Map<number, Dated & { source: string }>> {
	const rows = await db.rows<Dated & { id: number; source: string }>(sql`
		select distinct on (unit_id) unit_id as id, members as number, as_of as since, source from unit_members
		where unit_id = any(${unitIds}::int[]) and as_of <= ${upTo} order by unit_id desc, as_of desc`);
	return new Map(rows.map(({ id, ...own }) => [id, own]));
}

async function membersAt(
	db: Reader,
	unitIds: readonly number[],
	ended: readonly EndedUnit[],
	of: { upTo: LocalDate; on: LocalDate },
): Promise<Map<number, RankedMembers | null>> {
	const number = merging(await statedMembers(db, withEnded(unitIds, ended), of.upTo), ended);
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

/** Asked for fewer units than this, looking figures up one by one is less than reading those of the whole country. */
const FEW = 100;

/** The figures next below each of some units that have none, summed. */
export async function membersBelow(
	db: Reader,
	unitIds: readonly number[],
	of: { upTo: LocalDate; on: LocalDate },
): Promise<Map<number, number>> {
	if (unitIds.length === 0) return new Map();
	const few = unitIds.length < FEW;
	const known = few
		? sql`left join lateral (select m.members from unit_members m where m.unit_id = p.unit_id
			and m.as_of <= ${of.upTo} order by m.as_of desc limit 1) k on true`
		: sql`left join known k on k.unit_id = p.unit_id`;
	// `is true`: else each step may read an index of all dates for the few children of one unit.
	const all = sql`known as materialized (select distinct on (unit_id) unit_id, members from unit_members
		where as_of <= ${of.upTo} order by unit_id desc, as_of desc),`;
	const rows = await db.rows<{ id: number; members: number }>(sql`
		with recursive ${few ? empty : all} down(top, id, members) as (
			select i, i, null::int from unnest(${unitIds}::int[]) i
			union all
			select d.top, p.unit_id, k.members from down d
				join unit_periods p on p.parent_id = d.id and (p.valid @> ${of.on}::date) is true ${known}
			where d.members is null
		)
		select top as id, sum(members)::int as members from down where members is not null group by top`);
	return new Map(rows.map(({ id, members }) => [id, members]));
}
