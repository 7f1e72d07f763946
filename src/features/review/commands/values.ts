import { appendChanges } from '#features/initiatives/commands/append.ts';
import type { KnownFacts } from '#features/initiatives/queries/facts.ts';
import { valuationOf } from '#features/initiatives/rules/life-cycle.ts';
import { type Actor, unitsOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { whyNotValued } from '../rules/values.ts';
import type { ValuationRequest } from '../schema.ts';
import { type Outcome, takeEach } from './take-each.ts';

/**
 * States what benefits are worth, or takes that back, each by the rules on its own: those that may not be are
 * answered with the reason and the others stand. Each is an event; the declared value stays as it is.
 * Refusal codes: `not_found`, `state_changed`, those of `whyNotValued`.
 */
export async function verifyBenefits(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	requests: readonly ValuationRequest[],
	now: Date,
): Promise<Outcome[]> {
	return takeEach<ValuationRequest>(tx, actor, programmes, requests, now, {
		whyNot: whyNotValued,
		write: (taken, facts) => write(tx, actor, taken, facts, now),
	});
}

async function write(
	tx: Tx,
	actor: Actor,
	taken: readonly ValuationRequest[],
	facts: ReadonlyMap<number, KnownFacts>,
	now: Date,
): Promise<void> {
	const units = taken.map(({ id }) => facts.get(id)!.unitId);
	const places = {
		unit: await actingUnits(tx, unitsOf(actor, 'verify_benefit'), units),
		central: await actingUnits(tx, unitsOf(actor, 'verify_centrally'), units),
	};
	const changes = taken.map(({ id, action, value, note }) => {
		const step = valuationOf(action);
		const unit = places[step.value].get(facts.get(id)!.unitId);
		return {
			initiativeId: id,
			action,
			level: null,
			reviewUnitId: null,
			verified: step.takesBack ? null : value,
			data: { ...(note && { note }), unit },
		};
	});
	await appendChanges(tx, actor.accountId, changes, now);
}

/** For which unit a person acts on each of `units`: the closest one above it among those in which they may. */
async function actingUnits(tx: Tx, held: readonly number[], units: readonly number[]) {
	if (held.length === 0) return new Map<number, number>();
	const rows = await tx.rows<{ unit: number; at: number }>(sql`
		select distinct on (unit_id) unit_id as unit, ancestor_id as at from unit_closure
		where unit_id = any(${units}::int[]) and ancestor_id = any(${held}::int[]) order by unit_id, distance`);
	return new Map(rows.map(({ unit, at }) => [unit, at]));
}

/** Which input a missing thing belongs to. */
const INPUT: Record<string, string> = {
	verified_missing: 'value',
	note_missing: 'note',
	note_on_difference: 'note',
};

/**
 * States one value or takes it back, all or nothing.
 * @throws Refusal with the code of the reason why not; value and text missing as issues of their inputs
 */
export async function verifyOne(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	request: ValuationRequest,
	now: Date,
): Promise<void> {
	const [outcome] = await verifyBenefits(tx, actor, programmes, [request], now);
	const code = outcome?.refused;
	if (!code) return;
	if (code === 'not_found') throw notFound();
	const field = INPUT[code];
	if (field) throw new Refusal('invalid', { issues: [{ field, code }] });
	const conflict = ['state_changed', 'nothing_verified'].includes(code);
	throw new Refusal(code, { status: conflict ? 409 : 403 });
}
