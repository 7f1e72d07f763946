import { appendChanges, type Change } from '#features/initiatives/commands/append.ts';
import { heldAt, type Placement, placements } from '#features/initiatives/commands/placement.ts';
import { type KnownFacts, loadFacts } from '#features/initiatives/queries/facts.ts';
import { reasonKind, whyNot } from '#features/initiatives/rules/life-cycle.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { type Outcome, takeEach } from './commands/take-each.ts';
import { passStep } from './rules.ts';
import { BULK_MAX, type DecisionRequest } from './schema.ts';

/**
 * Takes decisions, each by the rules on its own: those that may not be taken are answered with the reason and
 * the others stand. Every decision is a record and an event in the same transaction.
 * Refusal codes: `not_found`, `state_changed`, `reason_missing`, `note_missing`, those of the life cycle.
 */
export async function decide(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	requests: readonly DecisionRequest[],
	now: Date,
): Promise<Outcome[]> {
	return takeEach(tx, actor, programmes, requests, now, {
		whyNot: whyNotDecided,
		write: (taken, facts) => write(tx, actor, taken, facts, now),
	});
}

function whyNotDecided({ action, reason, note }: DecisionRequest, facts: KnownFacts): string | null {
	const why = whyNot(action, facts);
	const kind = reasonKind(action);
	if (why || kind === null) return why;
	const known = facts.programme.reasons.some((each) => each.kind === kind && each.code === reason);
	if (!known) return 'reason_missing';
	return note === '' ? 'note_missing' : null;
}

async function write(
	tx: Tx,
	actor: Actor,
	taken: readonly DecisionRequest[],
	facts: ReadonlyMap<number, KnownFacts>,
	now: Date,
): Promise<void> {
	const units = taken.map((request) => facts.get(request.id)!.unitId);
	const places = taken.some((request) => request.action === 'confirm')
		? await placements(tx, units)
		: new Map();
	const changes = taken.map((request) => toChange(request, facts.get(request.id)!, places));
	const events = await appendChanges(tx, actor.accountId, changes, now);
	const eventOf = new Map(events.map((event) => [event.initiativeId, event.eventId]));
	const records = taken.map((request) => ({
		event: eventOf.get(request.id),
		id: request.id,
		level: facts.get(request.id)!.level ?? facts.get(request.id)!.levels,
		action: request.action,
		reason: reasonKind(request.action) ? request.reason : null,
		note: request.note,
	}));
	await tx.rows(sql`
		insert into decisions (event_id, initiative_id, level, action, reason, note, decided_by, decided_at)
		select event, id, level, action, reason, note, ${actor.accountId}, ${now}
		from ${recordset(records)} as r(event bigint, id bigint, level int, action text, reason text, note text)`);
}

function toChange(request: DecisionRequest, facts: KnownFacts, places: Map<number, Placement>): Change {
	const next = request.action === 'confirm' ? facts.programme.levels[facts.level!] : undefined;
	return {
		initiativeId: request.id,
		action: request.action,
		level: next?.level ?? null,
		reviewUnitId: next ? heldAt(next, places.get(facts.unitId)!) : null,
		reason: reasonKind(request.action) ? request.reason : null,
		data: request.note ? { note: request.note } : {},
	};
}

/** One decision for several initiatives, as a person takes it over a list. */
export interface BulkDecision {
	/** `pass` confirms or approves each, whichever its level does. */
	action: 'pass' | 'return' | 'reject';
	reason?: string;
	note: string;
}

/**
 * Takes one decision on each of the chosen initiatives, as `decide` does.
 * @param chosen at most `BULK_MAX`, each at the version that was seen
 * @throws Refusal `invalid` when the reason or the text that every one of them needs is missing
 */
export async function decideInBulk(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	chosen: readonly { id: number; seq: number }[],
	decision: BulkDecision,
	now: Date,
): Promise<(Outcome & { action: DecisionRequest['action'] })[]> {
	const { action, reason, note } = decision;
	const issues = [];
	if (chosen.length === 0) issues.push({ field: '', code: 'nothing_chosen' });
	if (chosen.length > BULK_MAX)
		issues.push({ field: '', code: 'too_many_chosen', params: { max: BULK_MAX } });
	if (action !== 'pass' && !reason) issues.push({ field: 'reason', code: 'reason_missing' });
	if (action !== 'pass' && !note) issues.push({ field: 'note', code: 'note_missing' });
	refuseIfAny(issues);
	const ids = chosen.map((each) => each.id);
	const facts = action === 'pass' ? await loadFacts(tx, actor, programmes, ids, now, { lock: true }) : null;
	const requests = chosen.map(({ id, seq }) => {
		const known = facts?.get(id);
		return {
			id,
			seq,
			action: action !== 'pass' ? action : known ? passStep(known) : 'confirm',
			reason,
			note,
		} as const;
	});
	const outcomes = await decide(tx, actor, programmes, requests, now);
	return outcomes.map((outcome, index) => ({ ...outcome, action: requests[index]!.action }));
}

/**
 * Takes one decision, all or nothing.
 * @throws Refusal with the code of the reason why not; reason and text missing as issues of their inputs
 */
export async function decideOne(
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	request: DecisionRequest,
	now: Date,
): Promise<void> {
	const [outcome] = await decide(tx, actor, programmes, [request], now);
	const code = outcome?.refused;
	if (!code) return;
	if (code === 'not_found') throw notFound();
	const field = { reason_missing: 'reason', note_missing: 'note' }[code];
	if (field) throw new Refusal('invalid', { issues: [{ field, code }] });
	throw new Refusal(code, { status: code === 'state_changed' ? 409 : 403 });
}
