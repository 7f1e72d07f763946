import { localDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { type Action, LIFE_CYCLE, type State } from '../rules/life-cycle.ts';

/** One step of one initiative, ready to be written. The initiative's row is locked by the caller. */
export interface Change {
	initiativeId: number;
	action: Exclude<Action, 'submit'>;
	/** Where it stands afterwards while in review; null in every other state. */
	level: number | null;
	reviewUnitId: number | null;
	reason?: string | null;
	/** What else the history should know, such as a note; the unit whose turn it was is added as `unit`. */
	data?: Record<string, unknown>;
}

/** Who the authors of initiative `m` are by now, as figures tell people apart. */
const PEOPLE = sql`array(select distinct person_key(a.account_id, m.unit_id, a.folded_name)
	from initiative_authors a where a.initiative_id = m.id order by 1)`;

/**
 * Writes steps: the new state of each initiative and one event each, in one statement.
 * Nothing else changes an initiative's state, so state and history cannot part.
 */
export async function appendChanges(
	tx: Tx,
	actorId: number,
	changes: readonly Change[],
	now: Date,
): Promise<{ eventId: number; initiativeId: number }[]> {
	const rows = changes.map((change) => ({
		id: change.initiativeId,
		kind: LIFE_CYCLE[change.action].event,
		state: LIFE_CYCLE[change.action].to satisfies State,
		level: change.level,
		reviewUnitId: change.reviewUnitId,
		reason: change.reason ?? null,
		data: change.data ?? {},
		appeal: change.action === 'appeal',
	}));
	return tx.rows(sql`
		with change as (
			select * from ${recordset(rows)} as c(id bigint, kind text, state text, level int, "reviewUnitId" int,
				reason text, data jsonb, appeal boolean)
		), before as (
			select id, state, level, review_unit_id from initiatives where id in (select id from change)
		), moved as (
			update initiatives i set state = c.state, level = c.level, review_unit_id = c."reviewUnitId",
				seq = i.seq + 1, appealed = i.appealed or c.appeal, state_at = ${now}, state_on = ${localDate(now)}
			from change c where i.id = c.id
			returning i.id, i.seq, i.programme_id, i.unit_id, i.phase_id, coalesce(i.group_id, 0) as group_id,
				coalesce(i.field_id, 0) as field_id, coalesce(i.benefit, 0) as benefit, i.kind, i.unit_verified,
				i.central_verified
		)
		insert into events (initiative_id, seq, kind, from_state, to_state, actor_id, at, local_date, programme_id,
			unit_id, phase_id, group_id, field_id, benefit, submission_kind, people, unit_verified, central_verified,
			level, reason, data)
		select m.id, m.seq, c.kind, b.state, c.state, ${actorId}, ${now}, ${localDate(now)}, m.programme_id,
			m.unit_id, m.phase_id, m.group_id, m.field_id, m.benefit, m.kind, ${PEOPLE}, m.unit_verified,
			m.central_verified, b.level, c.reason, c.data || jsonb_strip_nulls(jsonb_build_object('unit', b.review_unit_id))
		from moved m join change c on c.id = m.id join before b on b.id = m.id
		order by m.id
		returning id as "eventId", initiative_id as "initiativeId"`);
}
