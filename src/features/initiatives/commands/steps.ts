import type { Actor } from '#features/people/rules.ts';
import { appealLevel } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { dropTexts, indexTexts } from '#features/similarity/commands/index-texts.ts';
import { type Reader, recordset, sql, type Tx, violatedUnique } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import { type KnownFacts, loadFacts } from '../queries/facts.ts';
import { type Action, whyNot } from '../rules/life-cycle.ts';
import { screenedText } from '../rules/screened-text.ts';
import type { NewInitiative } from '../schema.ts';
import { appendChanges } from './append.ts';
import { keepOriginals } from './originals.ts';
import { placements } from './placement.ts';
import { contentKey } from './submit.ts';

/**
 * Locks an initiative and answers its facts when the person may take the step.
 * @throws Refusal `not_found`, or the reason why not with status 409 or 403
 */
async function factsFor(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	action: Action,
	now: Date,
): Promise<KnownFacts> {
	const facts = (await loadFacts(tx, actor, programmes, [id], now, { lock: true })).get(id);
	if (!facts?.mayRead) throw notFound();
	const reason = whyNot(action, facts);
	if (reason) throw new Refusal(reason, { status: reason.startsWith('only_') ? 403 : 409 });
	return facts;
}

/**
 * The author brings a returned initiative back, mended. It goes to the level that returned it: the levels below
 * have had their say.
 * @throws Refusal as `factsFor`; `already_submitted` when it now equals another one
 */
export async function resubmitInitiative(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	mended: NewInitiative,
	now: Date,
): Promise<void> {
	const facts = await factsFor(tx, actor, programmes, id, 'resubmit', now);
	if (mended.unitId !== facts.unitId)
		throw new Refusal('unit_fixed', { issues: [{ field: 'unit', code: 'unit_fixed' }] });
	await rewrite(tx, actor, facts.programme, id, mended, now);
	await indexTexts(tx, [{ subject: id, text: screenedText(mended).text }], now);
	await keepOriginals(tx, actor.accountId, [{ initiativeId: id, originals: mended.originals ?? [] }], now);
	const turn = await lastTurn(tx, id);
	await appendChanges(
		tx,
		actor.accountId,
		[
			{
				initiativeId: id,
				action: 'resubmit',
				level: turn.level,
				reviewUnitId: turn.unitId,
			},
		],
		now,
	);
}

/** The author asks the unit above the one that rejected it to look again; once (our rule). */
export async function appealInitiative(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	note: string,
	now: Date,
): Promise<void> {
	if (note === '') throw new Refusal('invalid', { issues: [{ field: 'note', code: 'note_missing' }] });
	const facts = await factsFor(tx, actor, programmes, id, 'appeal', now);
	const { unitId } = await lastTurn(tx, id);
	const above = (await placements(tx, [unitId])).get(unitId)!.superior;
	const level = appealLevel(facts.programme);
	await appendChanges(
		tx,
		actor.accountId,
		[{ initiativeId: id, action: 'appeal', level, reviewUnitId: above, data: { note } }],
		now,
	);
}

/** The author takes it back; its history stays, and it may be submitted anew. */
export async function withdrawInitiative(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	note: string,
	now: Date,
): Promise<void> {
	await factsFor(tx, actor, programmes, id, 'withdraw', now);
	const data = note ? { note } : {};
	await appendChanges(
		tx,
		actor.accountId,
		[{ initiativeId: id, action: 'withdraw', level: null, reviewUnitId: null, data }],
		now,
	);
	await dropTexts(tx, [id], now);
}

/** Level and unit that decided last. */
async function lastTurn(db: Reader, id: number): Promise<{ level: number; unitId: number }> {
	const row = await db.first<{ level: number; unitId: number }>(sql`
		select level, (data->>'unit')::int as "unitId" from events
		where initiative_id = ${id} and kind in ('returned', 'rejected') order by seq desc limit 1`);
	if (!row) throw new Error(`initiative ${id} has no decision to come back from`);
	return row;
}

async function rewrite(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	id: number,
	next: NewInitiative,
	now: Date,
) {
	try {
		await tx.rows(sql`update initiatives set title = ${next.title}, group_id = ${next.groupId},
			field_id = ${next.fieldId}, problem = ${next.problem}, solution = ${next.solution}, result = ${next.result},
			benefit = ${next.benefit}, benefit_text = ${next.benefitText}, social_benefit = ${next.socialBenefit},
			difference = ${next.difference}, applied_on = ${next.appliedOn}, recognised_by = ${next.recognisedBy},
			recognition_number = ${next.recognitionNumber}, recognised_on = ${next.recognisedOn},
			confidential = ${next.confidential}, content_key = ${contentKey(programme, next)}, search = ${fold(next.title)}
			where id = ${id}`);
	} catch (error) {
		if (violatedUnique(error) === 'initiatives_content_key')
			throw new Refusal('already_submitted', {
				status: 409,
				issues: [{ field: 'title', code: 'already_submitted' }],
			});
		throw error;
	}
	// An author whose consent stands keeps the date on which it was given.
	await tx.rows(sql`
		with old as (delete from initiative_authors where initiative_id = ${id} returning *)
		insert into initiative_authors (initiative_id, position, name, folded_name, share, account_id, name_public,
			consent_at, consent_by)
		select ${id}, a.position, a.name, a.folded, a.share, coalesce(a."accountId", o.account_id), a."namePublic",
			case when a."namePublic" then coalesce(o.consent_at, ${now}::timestamptz) end,
			case when a."namePublic" then coalesce(o.consent_by, ${actor.accountId}::bigint) end
		from ${recordset(next.authors.map((author, index) => ({ ...author, folded: fold(author.name), position: index + 1 })))}
			as a(position int, name text, folded text, share int, "accountId" bigint, "namePublic" boolean)
		left join old o on o.folded_name = a.folded and o.position = a.position`);
}
