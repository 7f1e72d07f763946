import { localDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { type Action, LIFE_CYCLE, type Step } from '../rules/life-cycle.ts';

/** One step of one initiative, ready to be written. The initiative's row is locked by the caller. */
export interface Change {
	initiativeId: number;
	action: Exclude<Action, 'submit'>;
	/** Where it stands afterwards while in review; null in every other state, and passed over by steps that keep it. */
	level: number | null;
	reviewUnitId: number | null;
	/** For a step on a value: đồng, or null to take it back. */
	verified?: number | null;
	reason?: string | null;
	/** What else the history should know, such as a note; `unit` is the one whose turn it was unless another is given. */
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
	const rows = changes.map((change) => {
		const step: Step = LIFE_CYCLE[change.action];
		return {
			id: change.initiativeId,
			kind: step.event,
			state: step.to,
			level: change.level,
			reviewUnitId: change.reviewUnitId,
			reason: change.reason ?? null,
			data: change.data ?? {},
			appeal: change.action === 'appeal',
			value: step.value ?? null,
			verified: change.verified ?? null,
		};
	});
	return tx.rows(sql`
		with change as (
			select * from ${recordset(rows)} as c(id bigint, kind text, state text, level int, "reviewUnitId" int,
				reason text, data jsonb, appeal boolean, value text, verified bigint)
		), before as (
			select id, state, level, review_unit_id from initiatives where id in (select id from change)
		), moved as (
			update initiatives i set seq = i.seq + 1, appealed = i.appealed or c.appeal,
				state = coalesce(c.state, i.state),
				level = case when c.state is null then i.level else c.level end,
				review_unit_id = case when c.state is null then i.review_unit_id else c."reviewUnitId" end,
				state_at = case when c.state is null then i.state_at else ${now} end,
				state_on = case when c.state is null then i.state_on else ${localDate(now)} end,
				unit_verified = case when c.value = 'unit' then c.verified else i.unit_verified end,
				central_verified = case when c.value = 'central' then c.verified else i.central_verified end
			from change c where i.id = c.id
			returning i.id, i.seq, i.state, i.programme_id, i.unit_id, i.phase_id, coalesce(i.group_id, 0) as group_id,
				coalesce(i.field_id, 0) as field_id, coalesce(i.benefit, 0) as benefit, i.kind, i.unit_verified,
				i.central_verified
		)
		insert into events (initiative_id, seq, kind, from_state, to_state, actor_id, at, local_date, programme_id,
			unit_id, phase_id, group_id, field_id, benefit, submission_kind, people, unit_verified, central_verified,
			level, reason, data)
		select m.id, m.seq, c.kind, b.state, m.state, ${actorId}, ${now}, ${localDate(now)}, m.programme_id,
			m.unit_id, m.phase_id, m.group_id, m.field_id, m.benefit, m.kind, ${PEOPLE}, m.unit_verified,
			m.central_verified, b.level, c.reason, jsonb_strip_nulls(jsonb_build_object('unit', b.review_unit_id)) || c.data
		from moved m join change c on c.id = m.id join before b on b.id = m.id
		order by m.id
		returning id as "eventId", initiative_id as "initiativeId"`);
}
