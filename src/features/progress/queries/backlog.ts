import { type UnitScope, within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { BacklogFigures } from '../schema.ts';

/** A unit whose turn it is for some initiatives. */
export interface WaitingUnit extends BacklogFigures {
	id: number;
	code: string;
	name: string;
	/** Levels of review that wait there; one past the last is an appeal. */
	levels: number[];
	/** Who holds the role that these levels ask for, at this very unit, by name. */
	holders: string[];
	/** How many hold it, those named among them. */
	holding: number;
}

export interface BacklogRequest {
	programmeId: number;
	/** The unit and all below it. */
	unitId: number;
	/** Levels whose turn officers take; reviewers take the others. */
	confirming: readonly number[];
	/** Only where the oldest was submitted on or before this local date. */
	submittedUntil?: LocalDate;
	order: 'waiting' | 'oldest';
	from: number;
	limit: number;
}

/** Names shown of those who hold a role. */
const NAMES = 2;

/** What waits in a programme by where: answered from an index, without the initiatives themselves. */
const WAITING = (programmeId: number): Sql => sql`
	select i.review_unit_id as id, sum(i.n)::int as n, min(i.oldest) as oldest, array_agg(i.level::int order by i.level) as levels
	from (select review_unit_id, level, count(*) as n, min(submitted_on) as oldest from initiatives
		where state = 'in_review' and programme_id = ${programmeId} group by 1, 2) i group by 1`;

/** Units within reach where reviews wait, a page of them, and how many there are in all with what waits there. */
export async function backlogAt(
	db: Reader,
	scope: UnitScope,
	request: BacklogRequest,
): Promise<{ units: WaitingUnit[]; count: number; waiting: number; oldest: LocalDate | null }> {
	const { programmeId, unitId, confirming, submittedUntil, order, from, limit } = request;
	const rows = await db.rows<WaitingUnit & { count: number; all: number; first: LocalDate }>(sql`
		with waiting as materialized (${WAITING(programmeId)}),
		here as materialized (
			select w.* from waiting w join unit_closure c on c.unit_id = w.id and c.ancestor_id = ${unitId}
			where ${within(scope, sql`w.id`)}
				and (${submittedUntil ?? null}::date is null or w.oldest <= ${submittedUntil ?? null}::date)
		), page as (
			select * from here order by ${order === 'oldest' ? sql`oldest, n desc` : sql`n desc, oldest`}, id
			limit ${limit} offset ${from}
		)
		select p.id, u.code, t.name, p.n as waiting, p.oldest, p.levels, coalesce(s.n, 0)::bigint as submitted,
			coalesce(h.names, '{}') as holders, coalesce(h.n, 0) as holding, (select count(*)::int from here) as count,
			(select sum(n)::int from here) as "all", (select min(oldest) from here) as first
		from page p join units u on u.id = p.id join unit_today t on t.unit_id = p.id
			left join tally_by_unit s on s.programme_id = ${programmeId} and s.unit_id = p.id and s.measure = 'submitted'
			left join lateral (
				select count(*)::int as n, (array_agg(a.name order by a.name))[1:${NAMES}] as names
				from (select distinct a.id, a.name from role_grants g join accounts a on a.id = g.account_id
					where g.unit_id = p.id and a.disabled_at is null and g.role = any(
						array(select case when l = any(${confirming}::int[]) then 'officer' else 'reviewer' end
							from unnest(p.levels) l))) a
			) h on true
		order by ${order === 'oldest' ? sql`p.oldest, p.n desc` : sql`p.n desc, p.oldest`}, p.id`);
	const { count = 0, all = 0, first = null } = rows[0] ?? {};
	return {
		units: rows.map(({ count: _count, all: _all, first: _first, ...unit }) => unit),
		count,
		waiting: all,
		oldest: first,
	};
}

/** What waits at each of some units within reach; where nothing does, or outside it, absent. */
export async function backlogOf(
	db: Reader,
	scope: UnitScope,
	programmeId: number,
	unitIds: readonly number[],
): Promise<Map<number, BacklogFigures>> {
	const rows = await db.rows<BacklogFigures & { id: number }>(sql`
		select w.id, w.waiting, w.oldest, coalesce(s.n, 0)::bigint as submitted from (
			select review_unit_id as id, count(*)::int as waiting, min(submitted_on) as oldest from initiatives
			where state = 'in_review' and programme_id = ${programmeId} and review_unit_id = any(${unitIds}::int[])
			group by 1) w
		left join tally_by_unit s on s.programme_id = ${programmeId} and s.unit_id = w.id and s.measure = 'submitted'
		where ${within(scope, sql`w.id`)}`);
	return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
