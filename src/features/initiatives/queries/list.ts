import type { Actor } from '#features/people/rules.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import { all, type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { State } from '../rules/life-cycle.ts';

/** One line of a list of initiatives. */
export interface ListedInitiative {
	id: number;
	title: string;
	state: State;
	programme: string;
	unitCode: string;
	unitName: string;
	/** Đồng as declared, or null. */
	benefit: number | null;
	submittedAt: Date;
	stateAt: Date;
	/** Number of its last event. */
	seq: number;
}

export interface ListFilter {
	programmeId?: number;
	state?: State;
	/** This unit and those below it. */
	unitId?: number;
	/** Only ids below this one: the last of the page before. */
	before?: number;
	limit: number;
}

/** What the person entered or is an author of by account, newest first. */
export function listMine(db: Reader, actor: Actor, filter: ListFilter): Promise<ListedInitiative[]> {
	return list(
		db,
		sql`i.id in (select id from initiatives where created_by = ${actor.accountId}
			union select initiative_id from initiative_authors where account_id = ${actor.accountId})`,
		filter,
	);
}

/** What lies within the scope, newest first. */
export function listWithin(db: Reader, scope: UnitScope, filter: ListFilter): Promise<ListedInitiative[]> {
	return list(db, within(scope, sql`i.unit_id`), filter);
}

function list(db: Reader, reach: Sql, filter: ListFilter): Promise<ListedInitiative[]> {
	const conditions = [reach];
	if (filter.programmeId) conditions.push(sql`i.programme_id = ${filter.programmeId}`);
	if (filter.state) conditions.push(sql`i.state = ${filter.state}`);
	if (filter.before) conditions.push(sql`i.id < ${filter.before}`);
	if (filter.unitId)
		conditions.push(sql`exists (select 1 from unit_closure below
			where below.unit_id = i.unit_id and below.ancestor_id = ${filter.unitId})`);
	return db.rows<ListedInitiative>(sql`
		select i.id, i.title, i.state, p.code as programme, u.code as "unitCode", t.name as "unitName", i.benefit,
			i.submitted_at as "submittedAt", i.state_at as "stateAt", i.seq
		from initiatives i join programmes p on p.id = i.programme_id join units u on u.id = i.unit_id
			join unit_today t on t.unit_id = i.unit_id
		where ${all(conditions)} order by i.id desc limit ${filter.limit}`);
}
