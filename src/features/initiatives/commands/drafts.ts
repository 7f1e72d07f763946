import { randomUUID } from 'node:crypto';
import { type Actor, holds, scopeOf } from '#features/people/rules.ts';
import { register } from '#features/programmes/commands.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { isRefusal, notFound, Refusal } from '#platform/http/refusal.ts';
import { checkStored, type Draft, loadDraft } from '../queries/drafts.ts';
import { isUuid } from '../queries/reach.ts';
import { emptyAuthor } from '../rules/drafts.ts';
import { type Content, emptyContent, type NewInitiative } from '../schema.ts';
import { moveFiles } from './files.ts';
import { resubmitInitiative } from './steps.ts';
import { submitInitiatives } from './submit.ts';

const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Begins a draft, with what is known of the person filled in; answers its id. With one of their own they join.
 * @param kind `self` for one's own initiative, `proxy` for one of others
 * @throws Refusal `forbidden` (403)
 */
export async function createDraft(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	kind: 'self' | 'proxy',
	now: Date,
): Promise<string> {
	if (!holds(actor, kind === 'self' ? 'submit' : 'submit_for_others'))
		throw new Refusal('forbidden', { status: 403 });
	await purge(tx, actor, now);
	const content = {
		...emptyContent(),
		unit: await ownUnit(tx, actor, kind),
		authors: [emptyAuthor(kind === 'self' ? actor.name : '')],
	};
	if (kind === 'self') await register(tx, programme.id, actor.accountId, content.unit, now);
	return insertDraft(tx, actor, { programmeId: programme.id, kind, content, initiativeId: null }, now);
}

/** A person's first unit; for others only where nothing stands below it, so that no federation slips in. */
async function ownUnit(tx: Tx, actor: Actor, kind: 'self' | 'proxy'): Promise<number | null> {
	const scope = scopeOf(actor, kind === 'self' ? 'submit' : 'submit_for_others');
	const units = actor.grants.map((grant) => grant.unitId).filter((id) => scope.unitIds.includes(id));
	const row = await tx.first<{ id: number }>(sql`
		select t.unit_id as id from unnest(${units}::int[]) with ordinality as u(id, place)
		join unit_today t on t.unit_id = u.id and t.ended_on is null
		where ${kind === 'self'} or not exists
			(select 1 from unit_today below where below.parent_id = t.unit_id and below.ended_on is null)
		order by place limit 1`);
	return row?.id ?? null;
}

/** Writes a new draft; answers its id. */
export async function insertDraft(
	tx: Tx,
	actor: Actor,
	draft: Pick<Draft, 'programmeId' | 'kind' | 'content' | 'initiativeId'>,
	now: Date,
): Promise<string> {
	const id = randomUUID();
	const content = settled(draft, draft.content, actor);
	await tx.rows(sql`insert into drafts (id, account_id, programme_id, unit_id, initiative_id, kind, content,
			created_at, updated_at)
		values (${id}, ${actor.accountId}, ${draft.programmeId}, ${content.unit}, ${draft.initiativeId},
			${draft.kind}, ${JSON.stringify(content)}::jsonb, ${now}, ${now})`);
	return id;
}

/**
 * Keeps what was typed, whole or not. `version` is the one the writer saw; null writes over what is there.
 * @throws Refusal `not_found`; `draft_changed` (409) when another window saved in between
 */
export async function saveDraft(
	tx: Tx,
	actor: Actor,
	id: string,
	input: { version: number | null; content: Content },
	now: Date,
): Promise<{ version: number; savedAt: Date }> {
	const draft = await loadDraft(tx, actor, id, { lock: true });
	const content = settled(draft, input.content, actor);
	// The same words again (a second press, a repeated request) are no new version.
	if (JSON.stringify(content) === JSON.stringify(draft.content))
		return { version: draft.version, savedAt: draft.updatedAt };
	if (input.version !== null && input.version !== draft.version)
		throw new Refusal('draft_changed', { status: 409, params: { version: draft.version } });
	await tx.rows(sql`update drafts set content = ${JSON.stringify(content)}::jsonb, version = version + 1,
		updated_at = ${now}, unit_id = (select id from units where id = ${content.unit}::bigint)
		where id = ${id}`);
	return { version: draft.version + 1, savedAt: now };
}

/** What the writer cannot choose: one's own name as first author, the unit of what was once submitted. */
function settled(
	draft: Pick<Draft, 'kind' | 'content' | 'initiativeId'>,
	content: Content,
	actor: Actor,
): Content {
	if (draft.initiativeId !== null) return { ...content, unit: draft.content.unit };
	if (draft.kind !== 'self') return content;
	const [first = emptyAuthor(), ...others] = content.authors;
	return { ...content, authors: [{ ...first, name: actor.name, login: '' }, ...others] };
}

/** Takes a draft out of sight; `restoreDraft` brings it back within 30 days. */
export async function deleteDraft(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
	await loadDraft(tx, actor, id, { lock: true });
	// Without its key, so that the same list may bring the row again.
	await tx.rows(sql`update drafts set deleted_at = ${now}, content_key = null where id = ${id}`);
}

/**
 * Undoes `deleteDraft` for who owns the draft.
 * @throws Refusal `not_found`
 */
export async function restoreDraft(tx: Tx, actor: Actor, id: string): Promise<void> {
	if (!isUuid(id)) throw notFound();
	const restored = await tx.first(sql`update drafts set deleted_at = null
		where id = ${id} and account_id = ${actor.accountId} returning id`);
	if (!restored) throw notFound();
}

async function purge(tx: Tx, actor: Actor, now: Date): Promise<void> {
	const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
	await tx.rows(sql`with gone as (select id from drafts where account_id = ${actor.accountId}
			and deleted_at < ${before}), files as (delete from files where draft_id in (select id from gone))
		delete from drafts where id in (select id from gone)`);
}

/**
 * Submits a draft, or brings back the initiative that it mends, and removes it, all in one transaction.
 * Pressing twice, or in two windows, makes one initiative: the second finds what the first did.
 * @param mends the initiative that the page said it mends
 * @throws Refusal `invalid` with everything missing or wrong; `already_submitted`; those of the verbs it calls
 */
export async function submitDraft(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: string,
	now: Date,
	mends: number | null = null,
): Promise<{ id: number }> {
	let draft: Draft;
	try {
		draft = await loadDraft(tx, actor, id, { lock: true });
	} catch (error) {
		const done = isRefusal(error) ? await findDone(tx, actor, id, mends) : undefined;
		if (!done) throw error;
		return done;
	}
	const programme = programmes.find((each) => each.id === draft.programmeId)!;
	const { missing, issues, initiative } = await checkStored(tx, actor, programme, draft, now);
	if (!initiative) throw new Refusal('invalid', { issues: [...missing, ...issues] });
	const initiativeId = draft.initiativeId ?? (await submitNew(tx, actor, programme, draft, initiative, now));
	if (draft.initiativeId !== null)
		await resubmitInitiative(tx, actor, programmes, initiativeId, initiative, now);
	await moveFiles(tx, id, initiativeId);
	await tx.rows(sql`delete from drafts where id = ${id}`);
	return { id: initiativeId };
}

async function submitNew(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	draft: Draft,
	initiative: NewInitiative,
	now: Date,
): Promise<number> {
	const scope = scopeOf(actor, draft.kind === 'self' ? 'submit' : 'submit_for_others');
	const submission = { initiative, kind: draft.kind, key: draft.id };
	const [submitted] = await submitInitiatives(tx, actor.accountId, scope, programme, [submission], now);
	if (submitted!.present)
		throw new Refusal('already_submitted', {
			status: 409,
			issues: [{ field: 'title', code: 'already_submitted' }],
		});
	return submitted!.id;
}

/** What an earlier press made of a draft that is gone. */
async function findDone(tx: Tx, actor: Actor, draftId: string, mends: number | null) {
	return tx.first<{ id: number }>(sql`
		select i.id from initiatives i where i.created_by = ${actor.accountId} and i.submission_key = ${draftId}
		union all
		select e.initiative_id from events e where e.initiative_id = ${mends}::bigint and e.kind = 'resubmitted'
			and e.actor_id = ${actor.accountId}
			and e.seq = (select seq from initiatives where id = e.initiative_id)
		limit 1`);
}
