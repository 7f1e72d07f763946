import { LIFE_CYCLE, reasonKind, STATES } from '#features/initiatives/rules/life-cycle.ts';
import { phaseOn } from '#features/programmes/rules.ts';
import { copyLine } from '#platform/db/copy-text.ts';
import { type Ends, type Happened, replay } from '../ends.ts';
import { type Ground, managerId, officerId, reviewerId } from '../ground.ts';
import { type Keys, keysText } from '../keys.ts';
import type { Plan } from '../plan.ts';
import { dateOf, instantOf } from '../times.ts';
import { consentOf, enteredBy, groupIds, reviewUnit, verifiedValue } from './initiatives.ts';

export const EVENTS = `events (id, initiative_id, seq, kind, from_state, to_state, actor_id, at, local_date, programme_id,
	unit_id, phase_id, group_id, field_id, benefit, submission_kind, people, unit_verified, central_verified, level, reason,
	data)`;
export const DECISIONS =
	'decisions (event_id, initiative_id, level, action, reason, note, decided_by, decided_at)';

const DECIDED = new Set(['confirm', 'approve', 'return', 'reject', 'revoke']);
/** Levels of review of the programme; a revocation is noted at the last one. */
const LEVELS = 2;

/** All events, oldest first. */
export function* eventLines(
	ground: Ground,
	plan: Plan,
	ends: Ends,
	keys: Keys,
	fieldOf: Uint32Array,
): Generator<string> {
	const groups = groupIds(ground);
	const reasons = reasonsOf(ground);
	let id = ground.firstEvent;
	for (const step of replay(plan, ends)) {
		const { initiative, level, verified } = step;
		const list = plan.lists[plan.listOf[initiative]!]!;
		const day = dateOf(list.at);
		yield copyLine([
			...[id++, ground.firstInitiative + initiative, step.seq, LIFE_CYCLE[step.step].event],
			step.from < 0 ? null : STATES[step.from]!,
			STATES[step.to]!,
			...[actorOf(ground, plan, step), instantOf(step.at), dateOf(step.at)],
			...[ground.programme.id, ground.unit[list.leaf]!, phaseOn(ground.programme, day)!.id],
			...[groups[plan.outcomes.group[initiative]!] ?? 0, fieldOf[initiative]!, plan.benefit[initiative]!],
			...[list.kind, keysText(keys, initiative)],
			verifiedValue(plan, initiative, 1, verified),
			verifiedValue(plan, initiative, 2, verified),
			level === 0 ? null : level,
			reasons(step),
			dataOf(ground, step, list),
		]);
	}
}

export function* decisionLines(ground: Ground, plan: Plan, ends: Ends): Generator<string> {
	const reasons = reasonsOf(ground);
	let id = ground.firstEvent;
	for (const step of replay(plan, ends)) {
		const event = id++;
		if (!DECIDED.has(step.step)) continue;
		yield copyLine([
			...[
				event,
				ground.firstInitiative + step.initiative,
				step.level || LEVELS,
				step.step,
				reasons(step),
				'',
			],
			...[actorOf(ground, plan, step), instantOf(step.at)],
		]);
	}
}

/** Officers confirm and verify, reviewers decide, an appeal is decided by the manager; authors do the rest. */
function actorOf(ground: Ground, plan: Plan, { initiative, step, level }: Happened): number {
	const { leaf } = plan.lists[plan.listOf[initiative]!]!;
	if (step === 'revoke' || step === 'verify_centrally' || level > LEVELS) return managerId(ground);
	if (step === 'confirm' || step === 'verify_benefit' || (step === 'return' && level === 1))
		return officerId(ground, leaf);
	if (step === 'approve' || step === 'reject' || step === 'return') return reviewerId(ground, leaf);
	return enteredBy(ground, plan, initiative);
}

function dataOf(
	ground: Ground,
	{ step, level }: Happened,
	{ leaf, kind }: { leaf: number; kind: string },
): string {
	if (step === 'submit') return JSON.stringify({ kind, consent: consentOf(kind) });
	if (step === 'verify_benefit') return JSON.stringify({ unit: ground.parent[leaf]! });
	if (step === 'verify_centrally') return JSON.stringify({ unit: ground.root });
	return level === 0 ? '{}' : JSON.stringify({ unit: reviewUnit(ground, leaf, level, ground.parent) });
}

/** A coded reason where a step needs one, by turns. */
function reasonsOf({ programme }: Ground) {
	const byKind = Map.groupBy(programme.reasons, ({ kind }) => kind);
	return ({ step, initiative }: Happened): string | null => {
		const kind = reasonKind(step);
		const list = kind ? byKind.get(kind)! : null;
		return list ? list[initiative % list.length]!.code : null;
	};
}
