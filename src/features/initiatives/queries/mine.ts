import type { Actor } from '#features/people/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { State } from '../rules/life-cycle.ts';
import { codeOf } from '../schema.ts';

export interface MyInitiative {
	id: number;
	code: string;
	title: string;
	unitName: string;
	programmeId: number;
	state: State;
	level: number | null;
	/** The unit whose turn it is while in review. */
	reviewUnit: string | null;
	/** Local date since which it is in this state. */
	stateOn: LocalDate;
	/** The person is an author, rather than only who entered it. */
	isAuthor: boolean;
}

/**
 * Initiatives that a person wrote (as an author whose account is known) or entered, newest first.
 * @param options.before id of the last one of the page before
 */
export async function listMine(
	db: Reader,
	actor: Actor,
	options: { before?: number; limit: number },
): Promise<{ rows: MyInitiative[]; more: boolean }> {
	const rows = await db.rows<Omit<MyInitiative, 'code'>>(sql`
		with mine as (
			select id from initiatives where created_by = ${actor.accountId}
			union select initiative_id from initiative_authors where account_id = ${actor.accountId}
		)
		select i.id, i.title, t.name as "unitName", i.programme_id as "programmeId", i.state, i.level,
			r.name as "reviewUnit", i.state_on as "stateOn", exists (select 1 from initiative_authors a
				where a.initiative_id = i.id and a.account_id = ${actor.accountId}) as "isAuthor"
		from mine join initiatives i using (id) join unit_today t on t.unit_id = i.unit_id
			left join unit_today r on r.unit_id = i.review_unit_id
		where ${options.before ?? null}::bigint is null or i.id < ${options.before ?? null}::bigint
		order by i.id desc limit ${options.limit + 1}`);
	return {
		rows: rows.slice(0, options.limit).map((row) => ({ ...row, code: codeOf(row.id) })),
		more: rows.length > options.limit,
	};
}
