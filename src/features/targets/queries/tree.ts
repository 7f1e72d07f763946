import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql, VIETNAMESE } from '#platform/db/db.ts';
import type { Branch } from '../rules/cascade.ts';

/** Members of a unit, and whether the figure is its own or the sum of those of units below it. */
export interface MembersFigure {
	members: number;
	own: boolean;
}

const figureOn = (date: LocalDate) => sql`left join lateral (select m.members from unit_members m
	where m.unit_id = t.unit_id and m.as_of <= ${date}::date order by m.as_of desc limit 1) m on true`;

/**
 * Members of units at a date: their own latest figure; where there is none, the sum of the figures next below.
 * Units of which neither is known are absent.
 */
export async function membersOf(
	db: Reader,
	unitIds: readonly number[],
	on: LocalDate,
): Promise<Map<number, MembersFigure>> {
	const own = await db.rows<{ id: number; members: number | null }>(sql`
		select t.unit_id as id, m.members from unit_today t ${figureOn(on)}
		where t.unit_id = any(${unitIds}::int[])`);
	const known = new Map<number, MembersFigure>();
	for (const { id, members } of own) if (members !== null) known.set(id, { members, own: true });
	const unknown = unitIds.filter((id) => !known.has(id));
	if (unknown.length === 0) return known;
	const below = await db.rows<{ id: number; members: number }>(sql`
		with recursive down(top, id, members) as (
			select i, i, null::int from unnest(${unknown}::int[]) i
			union all
			select d.top, t.unit_id, m.members from down d
				join unit_today t on t.parent_id = d.id and t.ended_on is null ${figureOn(on)}
			where d.members is null
		)
		select top as id, sum(members)::int as members from down where members is not null group by top`);
	for (const { id, members } of below) known.set(id, { members, own: false });
	return known;
}

/** A unit that a cascade reaches, with its name. */
export interface NamedBranch extends Branch {
	name: string;
	/** 1 for a direct child. */
	distance: number;
	ownFigure: boolean;
}

/**
 * The standing units below one, down to some levels, with what weighs in a cascade; by name.
 * @param past programme or phase whose approved initiatives count; null for none
 */
export async function branchesBelow(
	db: Reader,
	unitId: number,
	levels: number,
	on: LocalDate,
	past: { programmeId: number; phaseId: number | null } | null,
): Promise<NamedBranch[]> {
	const units = await db.rows<Omit<NamedBranch, 'members' | 'ownFigure' | 'past'>>(sql`
		select u.id, u.code, t.parent_id as "parentId", t.name, c.distance
		from unit_closure c join units u on u.id = c.unit_id join unit_today t on t.unit_id = c.unit_id
		where c.ancestor_id = ${unitId} and c.distance between 1 and ${levels} and t.ended_on is null
		order by t.name collate ${VIETNAMESE}, u.code`);
	const ids = units.map(({ id }) => id);
	const members = await membersOf(db, ids, on);
	const approved = new Map<number, number>();
	if (past) {
		const rows = await db.rows<{ id: number; n: number }>(sql`
			select unit_id as id, sum(n)::bigint as n
			from ${past.phaseId === null ? sql`tally_by_unit` : sql`tally_by_class`}
			where programme_id = ${past.programmeId} and unit_id = any(${ids}::int[]) and measure = 'approved'
				and ${past.phaseId === null ? sql`true` : sql`phase_id = ${past.phaseId}`}
			group by 1`);
		for (const { id, n } of rows) approved.set(id, n);
	}
	return units.map((unit) => ({
		...unit,
		members: members.get(unit.id)?.members ?? null,
		ownFigure: members.get(unit.id)?.own ?? false,
		past: approved.get(unit.id) ?? 0,
	}));
}
