import { insertDraft } from '#features/initiatives/commands/drafts.ts';
import { emptyAuthor } from '#features/initiatives/rules/drafts.ts';
import { emptyContent } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { unitsWithin } from '#features/units/queries.ts';
import { within } from '#features/units/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { recordset, type Sql, sql, type Tx, violatedUnique } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import { fold } from '#platform/text/fold.ts';
import { helpers } from '../queries/list.ts';
import { type NewRecognised, newRecognised } from '../schema.ts';

const scopeFor = (actor: Actor) => scopeOf(actor, 'submit_for_others');

/** Rows `r` within reach that are on the list. */
const mine = (actor: Actor): Sql => sql`r.removed_at is null and ${within(scopeFor(actor), sql`r.unit_id`)}`;

/**
 * Puts people on the list of their units. Who stands there already, by unit, name and title without marks, is left as
 * they are. Answers how many came and how many were there.
 * @throws Refusal `not_found` for a unit out of reach; `invalid` with issues `<index>.<field>`
 */
export async function addRecognised(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	people: readonly NewRecognised[],
	now: Date,
): Promise<{ added: number; known: number }> {
	const issues = people.flatMap((person, index) => {
		const result = newRecognised.safeParse(person);
		return result.success
			? []
			: result.error.issues.map(({ path, code }) => ({
					field: `${index}.${path.join('.')}`,
					code: code === 'too_big' ? 'recognised_too_long' : 'recognised_missing',
				}));
	});
	if (issues.length > 0) throw new Refusal('invalid', { issues });
	const reach = await unitsWithin(tx, scopeFor(actor), [...new Set(people.map(({ unitId }) => unitId))]);
	if (people.some(({ unitId }) => !reach.has(unitId))) throw notFound();
	const rows = people.map((person) => {
		const read = newRecognised.parse(person);
		return { ...read, foldedName: fold(read.name), foldedTitle: fold(read.title) };
	});
	const added = await tx.rows(sql`
		insert into recognised (programme_id, unit_id, name, folded_name, title, folded_title, group_id, decision_number,
			decided_on, added_by, added_at)
		select ${programme.id}, "unitId", name, "foldedName", title, "foldedTitle", "groupId", "decisionNumber",
			"decidedOn", ${actor.accountId}, ${now}
		from ${recordset(rows)} as x("unitId" int, name text, "foldedName" text, title text, "foldedTitle" text,
			"groupId" int, "decisionNumber" text, "decidedOn" date)
		on conflict do nothing returning id`);
	return { added: added.length, known: people.length - added.length };
}

/**
 * Asks an officer to help some people; null takes the help back.
 * @throws Refusal `not_found` for an officer out of reach
 */
export async function assignHelper(
	tx: Tx,
	actor: Actor,
	ids: readonly number[],
	accountId: number | null,
): Promise<number> {
	const known = await helpers(tx, scopeFor(actor));
	if (accountId !== null && accountId !== actor.accountId && !known.some(({ id }) => id === accountId))
		throw notFound();
	const rows = await tx.rows(sql`update recognised r set assigned_to = ${accountId}
		where r.id = any(${ids}::bigint[]) and ${mine(actor)} returning r.id`);
	return rows.length;
}

/** Takes people off the list; `restoreRecognised` brings them back. Answers which. */
export async function removeRecognised(
	tx: Tx,
	actor: Actor,
	ids: readonly number[],
	now: Date,
): Promise<number[]> {
	const rows = await tx.rows<{ id: number }>(sql`update recognised r set removed_at = ${now}
		where r.id = any(${ids}::bigint[]) and ${mine(actor)} returning r.id`);
	return rows.map(({ id }) => id);
}

/**
 * Puts people back who were taken off.
 * @throws Refusal `recognised_again` (409) when one of them has been added anew
 */
export async function restoreRecognised(tx: Tx, actor: Actor, ids: readonly number[]): Promise<void> {
	try {
		await tx.rows(sql`update recognised r set removed_at = null
			where r.id = any(${ids}::bigint[]) and r.removed_at is not null
				and ${within(scopeFor(actor), sql`r.unit_id`)}`);
	} catch (error) {
		if (violatedUnique(error) !== null) throw new Refusal('recognised_again', { status: 409 });
		throw error;
	}
}

/**
 * Says that an initiative of the unit is this person's, or with null that it is not after all.
 * @throws Refusal `not_found`; `recognised_taken` (409) when it is another's
 */
export async function confirmInitiative(
	tx: Tx,
	actor: Actor,
	id: number,
	initiativeId: number | null,
): Promise<void> {
	try {
		const row = await tx.first(sql`update recognised r set initiative_id = ${initiativeId}
			where r.id = ${id} and ${mine(actor)} and (${initiativeId}::bigint is null or exists (
				select 1 from initiatives i where i.id = ${initiativeId} and i.unit_id = r.unit_id
					and i.programme_id = r.programme_id)) returning r.id`);
		if (!row) throw notFound();
	} catch (error) {
		if (violatedUnique(error) !== null) throw new Refusal('recognised_taken', { status: 409 });
		throw error;
	}
}

/**
 * Begins a draft for somebody on the list, with what the list knows of them filled in; one that was begun is opened
 * again. Answers the draft's id. How they agreed stays to be said: nothing consents for them.
 * @throws Refusal `not_found`; `recognised_closed` (409) when the programme takes no submissions
 */
export async function beginFor(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	now: Date,
): Promise<string> {
	const row = await tx.first<{
		programmeId: number;
		unitId: number;
		name: string;
		title: string;
		groupId: number | null;
		decisionNumber: string;
		decidedOn: string | null;
		draftId: string | null;
	}>(sql`select r.programme_id as "programmeId", r.unit_id as "unitId", r.name, r.title, r.group_id as "groupId",
			r.decision_number as "decisionNumber", r.decided_on as "decidedOn", d.id as "draftId"
		from recognised r left join drafts d on d.id = r.draft_id and d.deleted_at is null
			and d.account_id = ${actor.accountId}
		where r.id = ${id} and ${mine(actor)} for update of r`);
	const programme = programmes.find((each) => each.id === row?.programmeId);
	if (!row || !programme) throw notFound();
	if (row.draftId) return row.draftId;
	if (!takesSubmissions(programme, localDate(now))) throw new Refusal('recognised_closed', { status: 409 });
	const content = {
		...emptyContent(),
		unit: row.unitId,
		title: row.title,
		group: programme.groups.find((group) => group.id === row.groupId)?.code ?? '',
		recognitionNumber: row.decisionNumber,
		recognisedOn: row.decidedOn ? formatDate(row.decidedOn) : '',
		authors: [emptyAuthor(row.name)],
	};
	const draftId = await insertDraft(
		tx,
		actor,
		{ programmeId: programme.id, kind: 'proxy', content, initiativeId: null },
		now,
	);
	await tx.rows(sql`update recognised set draft_id = ${draftId} where id = ${id}`);
	return draftId;
}
