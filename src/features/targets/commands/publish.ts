import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { recordset, sql, type Tx, violatedUnique } from '#platform/db/db.ts';
import { type Issue, notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { type AskedTarget, type PlannedTarget, planTargets } from '../queries/plan.ts';
import { maySetAll, restorationOf } from '../queries/publications.ts';
import { type Published, targetsOf } from '../queries/targets.ts';
import { seenOf } from '../rules/lines.ts';
import type { Kind, Period } from '../schema.ts';

/** Where, how and why numbers are published. */
export interface Occasion {
	/** The unit that hands down, or the one that registers. */
	unitId: number;
	origin: Exclude<Published['origin'], 'programme' | 'undo'>;
	why: string;
}

/**
 * Publishes numbers: they count from `now` on. A number over one that stands is a new row that names it; the same
 * number again is left out. Answers the publication, null when nothing was to change, and what each came to.
 * @throws Refusal `targets_invalid` with issues `<index>.<field>`; `target_changed` (409) when somebody else has
 * published in the meantime
 */
export async function publishTargets(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	asked: readonly AskedTarget[],
	occasion: Occasion,
	now: Date,
): Promise<{ publicationId: number | null; planned: PlannedTarget[] }> {
	return publishPlanned(tx, actor, programme, await planTargets(tx, actor, programme, asked), occasion, now);
}

/**
 * Publishes what was planned earlier in the transaction: a number that somebody else has published since stays, and
 * this is refused. Who checks what a person saw does so between the two.
 */
export async function publishPlanned(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	planned: PlannedTarget[],
	occasion: Occasion,
	now: Date,
): Promise<{ publicationId: number | null; planned: PlannedTarget[] }> {
	const issues = planned.flatMap((each, index) =>
		each.issues.map((issue): Issue => ({ ...issue, field: `${index}.${issue.field}` })),
	);
	if (issues.length > 0) throw new Refusal('targets_invalid', { issues });
	const rows = planned.flatMap(({ asked: each, kind, former }) =>
		kind === 'same' || kind === null ? [] : [{ ...each, kind, formerId: former?.id ?? null }],
	);
	if (rows.length === 0) return { publicationId: null, planned };
	const publicationId = await append(tx, programme.id, actor.accountId, occasion, null, rows, now);
	return { publicationId, planned };
}

/**
 * Publishes one number of one unit, as a form does. Answers the publication, null when the number stands already.
 * @param seen what stood when the person looked (`seenOf`)
 * @throws Refusal `invalid` with issues by field; `target_changed` (409) when something else stands by now
 */
export async function setTarget(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	asked: AskedTarget,
	reason: string,
	seen: string,
	now: Date,
): Promise<number | null> {
	const planned = await planTargets(tx, actor, programme, [asked]);
	refuseIfAny(planned[0]!.issues);
	const { lines } = (await targetsOf(tx, programme.id, [asked.unitId], asked)).get(asked.unitId)!;
	if (seen !== seenOf(lines)) throw new Refusal('target_changed', { status: 409 });
	const occasion = { unitId: asked.unitId, origin: 'hand', why: reason } as const;
	return (await publishPlanned(tx, actor, programme, planned, occasion, now)).publicationId;
}

/**
 * Takes a publication back: every number it set is restored to what stood before, by new rows.
 * @throws Refusal `not_found`; `target_followed` (409) when one of its numbers has been replaced since
 */
export async function undoPublication(
	tx: Tx,
	actor: Actor,
	publicationId: number,
	now: Date,
): Promise<number> {
	const publication = await tx.first<{ programmeId: number; unitId: number; origin: string }>(sql`
		select programme_id as "programmeId", unit_id as "unitId", origin from target_publications
		where id = ${publicationId}`);
	const rows = await restorationOf(tx, publicationId);
	if (!publication || publication.origin === 'programme' || !(await maySetAll(tx, actor, rows)))
		throw notFound();
	if (rows.some(({ followed }) => followed)) throw new Refusal('target_followed', { status: 409 });
	const { programmeId, unitId } = publication;
	return append(
		tx,
		programmeId,
		actor.accountId,
		{ unitId, origin: 'undo', why: '' },
		publicationId,
		rows.map(({ id, ...row }) => ({ ...row, formerId: id })),
		now,
	);
}

/** What a programme states when it opens: targets of the root, for the whole and for phases. Once; else nothing. */
export async function stateTargets(
	tx: Tx,
	programme: Programme,
	rootId: number,
	whole: number | null,
	now: Date,
): Promise<void> {
	const known = await tx.first(sql`select 1 from targets where programme_id = ${programme.id} limit 1`);
	const stated = [
		{ phaseId: null, number: whole },
		...programme.phases.map(({ id, target }) => ({ phaseId: id, number: target })),
	].filter(({ number }) => number !== null);
	if (known || stated.length === 0) return;
	const rows = stated.map((each) => ({
		...each,
		unitId: rootId,
		quarter: null,
		kind: 'assigned' as const,
		formerId: null,
	}));
	await append(tx, programme.id, null, { unitId: rootId, origin: 'programme', why: '' }, null, rows, now);
}

interface NewRow extends Period {
	unitId: number;
	kind: Kind;
	number: number | null;
	formerId: number | null;
}

async function append(
	tx: Tx,
	programmeId: number,
	accountId: number | null,
	{ unitId, origin, why }: { unitId: number; origin: Published['origin']; why: string },
	undoesId: number | null,
	rows: readonly NewRow[],
	now: Date,
): Promise<number> {
	try {
		const publication = await tx.first<{ id: number }>(sql`
			insert into target_publications (programme_id, unit_id, origin, account_id, published_at, why, undoes_id)
			values (${programmeId}, ${unitId}, ${origin}, ${accountId}, ${now}, ${why}, ${undoesId}) returning id`);
		await tx.rows(sql`
			insert into targets (publication_id, programme_id, unit_id, phase_id, quarter, kind, number, former_id)
			select ${publication!.id}, ${programmeId}, "unitId", "phaseId", quarter, kind, number, "formerId"
			from ${recordset(rows)} as r("unitId" int, "phaseId" int, quarter text, kind text, number int, "formerId" bigint)`);
		return publication!.id;
	} catch (error) {
		// Two can read the same standing number; the database lets only one of them stand in for it.
		if (violatedUnique(error) !== null) throw new Refusal('target_changed', { status: 409 });
		throw error;
	}
}
