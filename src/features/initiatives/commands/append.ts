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
	/** The class it had, when the step changed it: its tallies leave from there. Ids 0 for none, đồng. */
	before?: { groupId: number; fieldId: number; benefit: number };
	/** What else the history should know, such as a note; the unit whose turn it was is added as `unit`. */
	data?: Record<string, unknown>;
}

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
		fromGroup: change.before?.groupId,
		fromField: change.before?.fieldId,
		fromBenefit: change.before?.benefit,
		appeal: change.action === 'appeal',
	}));
	return tx.rows(sql`
		with change as (
			select * from ${recordset(rows)} as c(id bigint, kind text, state text, level int, "reviewUnitId" int,
				reason text, data jsonb, appeal boolean, "fromGroup" int, "fromField" int, "fromBenefit" bigint)
		), before as (
			select id, state, level, review_unit_id from initiatives where id in (select id from change)
		), moved as (
			update initiatives i set state = c.state, level = c.level, review_unit_id = c."reviewUnitId",
				seq = i.seq + 1, appealed = i.appealed or c.appeal, state_at = ${now}, state_on = ${localDate(now)}
			from change c where i.id = c.id
			returning i.id, i.seq, i.programme_id, i.unit_id, i.phase_id, coalesce(i.group_id, 0) as group_id,
				coalesce(i.field_id, 0) as field_id, coalesce(i.benefit, 0) as benefit
		)
		insert into events (initiative_id, seq, kind, from_state, to_state, actor_id, at, local_date, programme_id,
			unit_id, phase_id, group_id, field_id, benefit, from_group_id, from_field_id, from_benefit, level, reason,
			data)
		select m.id, m.seq, c.kind, b.state, c.state, ${actorId}, ${now}, ${localDate(now)}, m.programme_id,
			m.unit_id, m.phase_id, m.group_id, m.field_id, m.benefit, coalesce(c."fromGroup", m.group_id),
			coalesce(c."fromField", m.field_id), coalesce(c."fromBenefit", m.benefit), b.level, c.reason,
			c.data || jsonb_strip_nulls(jsonb_build_object('unit', b.review_unit_id))
		from moved m join change c on c.id = m.id join before b on b.id = m.id
		order by m.id
		returning id as "eventId", initiative_id as "initiativeId"`);
}
