import { createRandom } from '#database/demo/random.ts';
import { personName } from '#database/demo/words/people.ts';
import { copyLine } from '#platform/db/copy-text.ts';
import { fold } from '#platform/text/fold.ts';
import { type Ground, memberId } from '../ground.ts';
import { nameOf } from '../people.ts';
import type { Plan } from '../plan.ts';
import { dateOf, instantOf } from '../times.ts';

export const ACCOUNTS = 'accounts (id, name, folded_name, email, created_at)';
export const GRANTS = 'role_grants (account_id, role, unit_id, granted_at)';
export const REGISTRATIONS = 'registrations (programme_id, account_id, unit_id, at, local_date)';

/** When officers were set up: before the programme opened. */
const SET_UP = -20 * 86_400;

/** The manager, an officer and a reviewer for each office, and who registered; none of them can sign in. */
export function* accountLines(ground: Ground, plan: Plan, seed: number): Generator<string> {
	const random = createRandom(seed);
	const officers = 1 + 2 * ground.offices.length;
	for (let index = 0; index < officers; index++) {
		const [id, name] = [ground.firstAccount + index, personName(random)];
		yield copyLine([id, name, fold(name), `cb${id}@vidu.invalid`, instantOf(SET_UP)]);
	}
	for (const { id, leaf, person, at } of membersOf(ground, plan)) {
		const { name, folded } = nameOf(plan.people, leaf, person);
		yield copyLine([id, name, folded, `tv${id}@vidu.invalid`, instantOf(at)]);
	}
}

export function* grantLines(ground: Ground, plan: Plan): Generator<string> {
	const at = instantOf(SET_UP);
	yield copyLine([ground.firstAccount, 'manager', ground.root, at]);
	for (const [index, unit] of ground.offices.entries()) {
		yield copyLine([ground.firstAccount + 1 + 2 * index, 'officer', unit, at]);
		yield copyLine([ground.firstAccount + 2 + 2 * index, 'reviewer', unit, at]);
	}
	for (const { id, leaf, at: since } of membersOf(ground, plan))
		yield copyLine([id, 'member', ground.unit[leaf]!, instantOf(since)]);
}

export function* registrationLines(ground: Ground, plan: Plan): Generator<string> {
	for (const { id, leaf, at } of membersOf(ground, plan))
		yield copyLine([ground.programme.id, id, ground.unit[leaf]!, instantOf(at), dateOf(at)]);
}

/** Members join the programme within five days before their workplace first submits something, or on the day. */
function* membersOf(ground: Ground, { people, lists, grown }: Plan) {
	const first = new Float64Array(grown.tree.leaves.length).fill(Number.POSITIVE_INFINITY);
	for (const { leaf, at } of lists) first[leaf] = Math.min(first[leaf]!, at);
	for (let leaf = 0; leaf < first.length; leaf++)
		for (let person = 0; person < people.registered[leaf]!; person++) {
			const account = people.firstAccount[leaf]! + person;
			const before = (account * 7_919) % (5 * 86_400);
			const at = Number.isFinite(first[leaf]!) ? Math.max(0, first[leaf]! - before) : before;
			yield { id: memberId(ground, account), leaf, person, at };
		}
}
