import { randomUUID } from 'node:crypto';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { isWithin } from '#features/units/queries.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { type Cascade, cascadeById, kindOf, previewCascade } from '../queries/cascades.ts';
import { planTargets } from '../queries/plan.ts';
import { periodsOf, samePeriod } from '../rules/periods.ts';
import { type CascadeSettings, cascadeSettings, NUMBER_MAX, type Period } from '../schema.ts';
import { publishPlanned } from './publish.ts';

/**
 * Begins to hand a unit's target down; answers the id of the draft.
 * @throws Refusal `not_found` when the actor may not assign below the unit, `target_period_unknown`
 */
export async function beginCascade(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	unitId: number,
	period: Period,
	settings: CascadeSettings,
	now: Date,
): Promise<string> {
	if (!(await isWithin(tx, scopeOf(actor, 'assign_targets'), unitId))) throw notFound();
	if (!periodsOf(programme).some((each) => samePeriod(each, period)))
		throw new Refusal('target_period_unknown');
	const id = randomUUID();
	await tx.rows(sql`insert into target_cascades
			(id, programme_id, unit_id, phase_id, quarter, settings, account_id, created_at, updated_at)
		values (${id}, ${programme.id}, ${unitId}, ${period.phaseId}, ${period.quarter}, ${settings},
			${actor.accountId}, ${now}, ${now})`);
	return id;
}

/**
 * Keeps the settings and the numbers set by hand. What is not given stays as it is.
 * @param version the one that was looked at
 * @throws Refusal `invalid`; `cascade_changed` (409) when another window has saved since; `cascade_published` (409)
 */
export async function saveCascade(
	tx: Tx,
	actor: Actor,
	id: string,
	version: number,
	change: { settings?: unknown; fixed?: Record<string, number> },
	now: Date,
): Promise<void> {
	const stored = await openCascade(tx, actor, id, version);
	const settings = change.settings ? validate(cascadeSettings, change.settings) : stored.settings;
	for (const number of Object.values(change.fixed ?? {}))
		if (!Number.isInteger(number) || number < 0 || number > NUMBER_MAX)
			throw new Refusal('target_number_invalid', { params: { max: NUMBER_MAX } });
	await tx.rows(sql`update target_cascades set settings = ${settings}, fixed = ${change.fixed ?? stored.fixed},
		version = version + 1, updated_at = ${now} where id = ${id}`);
}

/** Puts a draft away. @throws as `saveCascade` */
export async function discardCascade(
	tx: Tx,
	actor: Actor,
	id: string,
	version: number,
	now: Date,
): Promise<void> {
	await openCascade(tx, actor, id, version);
	await tx.rows(sql`update target_cascades set discarded_at = ${now} where id = ${id}`);
}

/**
 * Publishes exactly what was looked at: every number of the cascade counts from `now` on, over what stood.
 * @param seen digest of the preview
 * @throws Refusal `cascade_changed` (409) when members, results or targets have changed since; `cascade_unsolved`
 * when a number cannot be divided; `cascade_nothing` when no number would change
 */
export async function publishCascade(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	id: string,
	seen: string,
	now: Date,
): Promise<number> {
	const stored = await openCascade(tx, actor, id, null);
	const { numbers, obstacles, digest, formers } = await previewCascade(tx, stored);
	if (digest !== seen) throw new Refusal('cascade_changed', { status: 409 });
	if (obstacles.length > 0) throw new Refusal('cascade_unsolved');
	const { phaseId, quarter, settings, unitId } = stored;
	const kind = kindOf(settings);
	const asked = [...numbers].map(([child, number]) => ({ unitId: child, phaseId, quarter, kind, number }));
	const planned = await planTargets(tx, actor, programme, asked);
	if (planned.some(({ asked: { unitId: child }, former }) => former?.id !== formers.get(child)))
		throw new Refusal('cascade_changed', { status: 409 });
	const occasion = { unitId, origin: 'cascade', why: settings.why } as const;
	const { publicationId } = await publishPlanned(tx, actor, programme, planned, occasion, now);
	if (publicationId === null) throw new Refusal('cascade_nothing');
	await tx.rows(sql`update target_cascades set publication_id = ${publicationId}, updated_at = ${now}
		where id = ${id}`);
	return publicationId;
}

/** The draft, held against other windows until the transaction ends. */
async function openCascade(tx: Tx, actor: Actor, id: string, version: number | null): Promise<Cascade> {
	await cascadeById(tx, actor, id);
	await tx.rows(sql`select 1 from target_cascades where id = ${id} for update`);
	const stored = await cascadeById(tx, actor, id);
	if (stored.publicationId !== null) throw new Refusal('cascade_published', { status: 409 });
	if (version !== null && stored.version !== version) throw new Refusal('cascade_changed', { status: 409 });
	return stored;
}
