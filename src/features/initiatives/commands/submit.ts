import { createHash } from 'node:crypto';
import { register } from '#features/programmes/commands.ts';
import { phaseOn, takesSubmissions } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { indexTexts } from '#features/similarity/commands/index-texts.ts';
import type { UnitScope } from '#features/units/rules.ts';
import { within } from '#features/units/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import { screenedText } from '../rules/screened-text.ts';
import type { NewInitiative, SubmissionKind } from '../schema.ts';
import { keepOriginals } from './originals.ts';
import { heldAt, placements } from './placement.ts';

export interface Submission {
	initiative: NewInitiative;
	kind: SubmissionKind;
	/** Chosen by the sender; the same key from the same account makes one initiative. */
	key: string;
}

export interface Submitted {
	id: number;
	/** It was there already: the same key, or the same programme, unit, author, title and applied date. */
	present: boolean;
}

/**
 * Submits initiatives in one statement, all or none; answers in the order given. What was there already is
 * answered as such and changes nothing. Who submits one of their own has joined the programme.
 * @param scope the units for which the actor may submit
 * @param now decides the local date and phase that each counts in for ever
 * @throws Refusal `submission_closed`, `unit_not_yours`
 */
export async function submitInitiatives(
	tx: Tx,
	actorId: number,
	scope: UnitScope,
	programme: Programme,
	submissions: readonly Submission[],
	now: Date,
): Promise<Submitted[]> {
	const today = localDate(now);
	const phase = phaseOn(programme, today);
	if (!phase || !takesSubmissions(programme, today))
		throw new Refusal('submission_closed', { params: programme.submission });
	const level = programme.levels[0];
	if (!level) throw new Error(`programme ${programme.code} has no review levels`);

	const unitIds = submissions.map((submission) => submission.initiative.unitId);
	const places = await placements(tx, unitIds);
	await refuseForeignUnits(tx, scope, unitIds, [...places.values()].filter((place) => place.open).length);

	const items = submissions.map(({ initiative, kind, key }) => ({
		...initiative,
		kind,
		key,
		contentKey: `\\x${contentKey(programme, initiative).toString('hex')}`,
		reviewUnitId: heldAt(level, places.get(initiative.unitId)!),
		search: fold(initiative.title),
		authors: initiative.authors.map((author) => ({ ...author, folded: fold(author.name) })),
	}));
	const written = await tx.rows<{ id: number; key: string }>(
		insertStatement(actorId, programme.id, phase.id, items, now, today),
	);
	const ids = new Map(written.map((row) => [row.key, row.id]));
	const fresh = new Set(ids.keys());
	const own = items.find(({ kind, key }) => kind === 'self' && fresh.has(key));
	if (own) await register(tx, programme.id, actorId, own.unitId, now);
	const byKey = new Map(items.toReversed().map((item) => [item.key, item]));
	const texts = written.map(({ id, key }) => ({ subject: id, text: screenedText(byKey.get(key)!).text }));
	await indexTexts(tx, texts, now, submissions.every(({ kind }) => kind === 'import') ? 1 : 0);
	const kept = written.map(({ id, key }) => ({
		initiativeId: id,
		originals: byKey.get(key)!.originals ?? [],
	}));
	await keepOriginals(tx, actorId, kept, now);
	if (ids.size < submissions.length) {
		const missing = items.filter((item) => !ids.has(item.key));
		for (const row of await findPresent(tx, actorId, missing)) ids.set(row.key, row.id);
	}
	return items.map((item) => {
		const id = ids.get(item.key);
		if (id === undefined) throw new Error(`submission ${item.key} was neither written nor found`);
		return { id, present: !fresh.has(item.key) };
	});
}

/** What makes two submissions the same one: programme, unit, folded first author, folded title, applied date. */
export function contentKey(
	programme: Programme,
	initiative: Pick<NewInitiative, 'unitId' | 'title' | 'appliedOn'> & {
		authors: readonly { name: string }[];
	},
): Buffer {
	const [author] = initiative.authors;
	return contentKeyOf(
		programme.code,
		initiative.unitId,
		fold(author!.name),
		fold(initiative.title),
		initiative.appliedOn ?? '',
	);
}

/** The same of what is folded already. */
export function contentKeyOf(...parts: [string, number, string, string, string]): Buffer {
	return createHash('sha256').update(JSON.stringify(parts)).digest();
}

async function refuseForeignUnits(tx: Tx, scope: UnitScope, unitIds: number[], open: number): Promise<void> {
	const distinct = [...new Set(unitIds)];
	if (!scope.all || open < distinct.length) {
		const reached = await tx.rows(sql`select t.unit_id from unit_today t
			where t.unit_id = any(${distinct}::int[]) and t.ended_on is null and ${within(scope, sql`t.unit_id`)}`);
		if (reached.length < distinct.length)
			throw new Refusal('unit_not_yours', { issues: [{ field: 'unit', code: 'unit_not_yours' }] });
	}
}

// One statement per list: the initiative, its authors and its first event stand or fall together.
const insertStatement = (
	actorId: number,
	programmeId: number,
	phaseId: number,
	items: readonly object[],
	now: Date,
	today: string,
) => sql`
	with item as materialized (
		select * from ${recordset(items)} as i("unitId" int, title text, "groupId" int, "fieldId" int, problem text,
			solution text, result text, benefit bigint, "benefitText" text, "socialBenefit" text, difference text,
			"appliedOn" date, "recognisedBy" text, "recognitionNumber" text, "recognisedOn" date, confidential boolean, authors jsonb,
			consent text, kind text, key text, "contentKey" bytea, "reviewUnitId" int, search text)
	), initiative as (
		insert into initiatives (programme_id, unit_id, phase_id, group_id, field_id, state, level, review_unit_id,
			title, problem, solution, result, benefit, benefit_text, social_benefit, difference, applied_on,
			recognised_by, recognition_number, recognised_on, confidential, kind, consent, created_by, submission_key, content_key,
			submitted_at, submitted_on, state_at, state_on, search)
		select ${programmeId}, "unitId", ${phaseId}, "groupId", "fieldId", 'in_review', 1, "reviewUnitId",
			title, problem, solution, result, benefit, "benefitText", "socialBenefit", difference, "appliedOn",
			"recognisedBy", "recognitionNumber", "recognisedOn", confidential, kind, consent, ${actorId}, key, "contentKey",
			${now}, ${today}, ${now}, ${today}, search
		from item
		on conflict do nothing
		returning id, submission_key, unit_id, group_id, field_id, benefit, kind, consent
	), author as (
		insert into initiative_authors (initiative_id, position, name, folded_name, share, account_id, name_public,
			consent_at, consent_by)
		select n.id, a.position, a.each->>'name', a.each->>'folded', (a.each->>'share')::int,
			(a.each->>'accountId')::bigint, (a.each->>'namePublic')::boolean,
			case when (a.each->>'namePublic')::boolean then ${now}::timestamptz end,
			case when (a.each->>'namePublic')::boolean then ${actorId}::bigint end
		from initiative n join item i on i.key = n.submission_key,
			jsonb_array_elements(i.authors) with ordinality as a(each, position)
		returning initiative_id, account_id, folded_name
	), people as (
		select n.id, array_agg(distinct person_key(a.account_id, n.unit_id, a.folded_name)
			order by person_key(a.account_id, n.unit_id, a.folded_name)) as keys
		from author a join initiative n on n.id = a.initiative_id group by n.id
	), event as (
		insert into events (initiative_id, seq, kind, to_state, actor_id, at, local_date, programme_id, unit_id,
			phase_id, group_id, field_id, benefit, submission_kind, people, data)
		select id, 1, 'submitted', 'in_review', ${actorId}, ${now}, ${today}, ${programmeId}, unit_id, ${phaseId},
			coalesce(group_id, 0), coalesce(field_id, 0), coalesce(benefit, 0), kind, keys,
			jsonb_build_object('kind', kind, 'consent', consent)
		from initiative join people using (id)
	)
	select id, submission_key as key from initiative`;

async function findPresent(tx: Tx, actorId: number, items: readonly { key: string; contentKey: string }[]) {
	return tx.rows<{ id: number; key: string }>(sql`
		select k.key, coalesce(
			(select id from initiatives where created_by = ${actorId} and submission_key = k.key),
			(select id from initiatives where content_key = k."contentKey" and state <> 'withdrawn')) as id
		from ${recordset(items)} as k(key text, "contentKey" bytea)`);
}
