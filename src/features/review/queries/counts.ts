import type { Actor } from '#features/people/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { decidable, fewUnits, INITIATIVES, inQueue, type QueueRequest } from './conditions.ts';
import type { ReviewScopes } from './scopes.ts';

/** Counting stops here: past it nobody reads the last digit, and the page must not wait for it. */
export const COUNT_MAX = 2_000;

export interface LevelCount {
	programmeId: number;
	/** One past the last level is an appeal. */
	level: number;
	n: number;
}

export interface QueueCounts {
	total: number;
	/** There are more than were counted. */
	capped: boolean;
	/** What waits, by programme and level; empty for other states. */
	levels: LevelCount[];
}

/** How many stand in a view under its filters, by review level; counts at most `COUNT_MAX`. */
export async function queueCounts(db: Reader, request: QueueRequest): Promise<QueueCounts> {
	const where = await inQueue(db, request);
	const rows = await db.rows<{ programmeId: number; level: number | null; n: number }>(sql`
		select programme_id as "programmeId", level, count(*)::int as n
		from (select i.programme_id, i.level from ${INITIATIVES}
			where ${where} limit ${COUNT_MAX + 1}) counted
		group by 1, 2 order by 1, 2`);
	const total = rows.reduce((sum, row) => sum + row.n, 0);
	return {
		total: Math.min(total, COUNT_MAX),
		capped: total > COUNT_MAX,
		levels: rows.flatMap(({ programmeId, level, n }) => (level === null ? [] : [{ programmeId, level, n }])),
	};
}

/** The menu shows «99+» past this. */
export const MENU_MAX = 99;

/** How many initiatives wait for this person's decision; counts at most one past `MENU_MAX`. */
export async function waitingCount(db: Reader, actor: Actor, scopes: ReviewScopes): Promise<number> {
	const few = await fewUnits(db, { scopes, filter: { view: 'waiting' } });
	const place = few ? sql`i.review_unit_id = any(${few})` : sql`true`;
	const row = await db.first<{ n: number }>(sql`select count(*)::int as n from (
		select 1 from ${INITIATIVES} where ${place} and ${decidable(actor, scopes)} limit ${MENU_MAX + 1}) waiting`);
	return row!.n;
}
