import { LIFE_CYCLE } from '#features/initiatives/rules/life-cycle.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { CorpusRow } from './corpus.ts';

const DECISIONS = ['confirm', 'approve', 'return', 'reject'];

/** Writes initiatives with their authors, and then their first steps, their second steps and so on. */
export async function insertBatch(
	tx: Tx,
	programme: Programme,
	accountId: number,
	rows: readonly CorpusRow[],
): Promise<void> {
	const ids = await insertInitiatives(tx, programme, accountId, rows);
	const most = Math.max(...rows.map(({ steps }) => steps.length));
	for (let index = 0; index < most; index++) {
		const events = rows.flatMap((row) => {
			const step = row.steps[index];
			if (!step) return [];
			const { demo, unitId, phaseId, groupId, fieldId } = row;
			const first = index === 0;
			return [
				{
					id: ids.get(row.key)!,
					seq: index + 1,
					action: step.action,
					kind: LIFE_CYCLE[step.action].event,
					from: step.from,
					to: step.to,
					at: step.at,
					on: step.on,
					unitId,
					phaseId,
					groupId,
					fieldId,
					benefit: demo.benefitAmount ?? 0,
					level: step.turn?.level ?? null,
					reason: step.reason,
					data: first ? { kind: 'import' } : step.turn ? { unit: step.turn.unitId } : {},
				},
			];
		});
		await insertEvents(tx, programme, accountId, events);
	}
}

async function insertInitiatives(
	tx: Tx,
	programme: Programme,
	accountId: number,
	rows: readonly CorpusRow[],
): Promise<Map<string, number>> {
	const items = rows.map(({ demo, steps, ...row }) => {
		const [first, last] = [steps[0]!, steps.at(-1)!];
		const { history: _history, benefitAmount, title: _title, ...texts } = demo;
		return {
			...texts,
			...row,
			benefit: benefitAmount,
			state: last.to,
			level: last.next?.level ?? null,
			reviewUnitId: last.next?.unitId ?? null,
			seq: steps.length,
			submittedAt: first.at,
			submittedOn: first.on,
			stateAt: last.at,
			stateOn: last.on,
		};
	});
	const written = await tx.rows<{ id: number; key: string }>(sql`
		with item as materialized (
			select * from ${recordset(items)} as i(key text, "contentKey" bytea, title text, search text, "unitId" int,
				"phaseId" int, "groupId" int, "fieldId" int, state text, level int, "reviewUnitId" int, seq int, problem text,
				solution text, result text, benefit bigint, "socialBenefit" text, "appliedOn" date, "recognisedBy" text,
				"recognitionNumber" text, "recognisedOn" date, confidential boolean, "submittedAt" timestamptz,
				"submittedOn" date, "stateAt" timestamptz, "stateOn" date, authors jsonb)
		), initiative as (
			insert into initiatives (programme_id, unit_id, phase_id, group_id, field_id, state, level, review_unit_id, seq,
				title, problem, solution, result, benefit, social_benefit, applied_on, recognised_by, recognition_number,
				recognised_on, confidential, kind, created_by, submission_key, content_key, submitted_at, submitted_on,
				state_at, state_on, search)
			select ${programme.id}, "unitId", "phaseId", "groupId", "fieldId", state, level, "reviewUnitId", seq, title,
				problem, solution, result, benefit, "socialBenefit", "appliedOn", "recognisedBy", "recognitionNumber",
				"recognisedOn", confidential, 'import', ${accountId}, key, "contentKey", "submittedAt", "submittedOn",
				"stateAt", "stateOn", search
			from item returning id, submission_key
		), author as (
			insert into initiative_authors (initiative_id, position, name, folded_name, share, name_public)
			select n.id, a.position, a.each->>'name', lower(a.each->>'name'), (a.each->>'shareBp')::int,
				(a.each->>'namePublic')::boolean
			from initiative n join item i on i.key = n.submission_key,
				jsonb_array_elements(i.authors) with ordinality as a(each, position)
		)
		select id, submission_key as key from initiative`);
	return new Map(written.map(({ key, id }) => [key, id]));
}

async function insertEvents(tx: Tx, programme: Programme, accountId: number, events: readonly object[]) {
	await tx.rows(sql`
		with item as materialized (
			select * from ${recordset(events)} as i(id bigint, seq int, action text, kind text, "from" text, "to" text,
				at timestamptz, "on" date, "unitId" int, "phaseId" int, "groupId" int, "fieldId" int, benefit bigint,
				level int, reason text, data jsonb)
		), event as (
			insert into events (initiative_id, seq, kind, from_state, to_state, actor_id, at, local_date, programme_id,
				unit_id, phase_id, group_id, field_id, benefit, submission_kind, people, level, reason, data)
			select id, seq, kind, "from", "to", ${accountId}, at, "on", ${programme.id}, "unitId", "phaseId", "groupId",
				"fieldId", benefit, 'import', array(select distinct person_key(a.account_id, item."unitId", a.folded_name)
					from initiative_authors a where a.initiative_id = item.id order by 1), level, reason, data
			from item order by at
			returning id, initiative_id, at
		)
		insert into decisions (event_id, initiative_id, level, action, reason, decided_by, decided_at)
		select e.id, i.id, i.level, i.action, i.reason, ${accountId}, e.at
		from event e join item i on i.id = e.initiative_id where i.action = any(${DECISIONS}::text[])`);
}
