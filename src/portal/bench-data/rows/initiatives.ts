import { createRandom, type Random } from '#database/demo/random.ts';
import { contentKeyOf } from '#features/initiatives/commands/submit.ts';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { phaseOn } from '#features/programmes/rules.ts';
import { copyLine } from '#platform/db/copy-text.ts';
import type { Ends } from '../ends.ts';
import { type Ground, memberId, officerId } from '../ground.ts';
import { authorAt, type Plan } from '../plan.ts';
import { APPROVED_BY_GROUP } from '../published.ts';
import { TextPool } from '../texts.ts';
import { dateOf, instantOf } from '../times.ts';

export const INITIATIVES = `initiatives (id, programme_id, unit_id, phase_id, group_id, field_id, state, level,
	review_unit_id, seq, appealed, title, problem, solution, result, benefit, social_benefit, applied_on, recognised_by,
	recognition_number, recognised_on, confidential, kind, consent, created_by, submission_key, content_key,
	submitted_at, submitted_on, state_at, state_on, search, unit_verified, central_verified)`;
export const AUTHORS = `initiative_authors (initiative_id, position, name, folded_name, share, account_id, name_public,
	consent_at, consent_by)`;

/** The application window of the programme begins here. */
const FIRST_APPLIED = '2021-09-01';
const CONSENT = 'Danh sách có chữ ký của tác giả';

/** Who entered an initiative: its first author, or the officer of the unit above. */
export function enteredBy(ground: Ground, plan: Plan, initiative: number): number {
	const { leaf, kind } = plan.lists[plan.listOf[initiative]!]!;
	if (kind !== 'self') return officerId(ground, leaf);
	return memberId(ground, authorAt(plan, leaf, plan.firstAuthor[initiative]!).account!);
}

export const consentOf = (kind: string): string => (kind === 'self' ? '' : CONSENT);

/** The verified value of the unit's side or the centre: most confirm what was declared, some less. */
export function verifiedValue(plan: Plan, initiative: number, bit: 1 | 2, verified: number): number | null {
	if ((verified & bit) === 0) return null;
	const share = [1, 1, 1, 0.9, 0.75, 0.5][(initiative + bit) % 6]!;
	return Math.round((plan.benefit[initiative]! * share) / 1000) * 1000;
}

/** Field ids by initiative are found while the rows are made, for the events that follow. */
export function* initiativeLines(
	ground: Ground,
	plan: Plan,
	ends: Ends,
	seed: number,
	fieldOf: Uint32Array,
): Generator<string> {
	const { programme } = ground;
	const pool = new TextPool(seed);
	const fields = new Map(programme.fields.map(({ code, id }) => [code, id]));
	const groups = groupIds(ground);
	const used = new Set<string>();
	for (let initiative = 0; initiative < plan.listOf.length; initiative++) {
		const random = createRandom(seed + initiative);
		const list = plan.lists[plan.listOf[initiative]!]!;
		const unitId = ground.unit[list.leaf]!;
		const { name } = plan.grown.tree.leaves[list.leaf]!;
		const text = pool.write(name, random);
		fieldOf[initiative] = fields.get(text.field)!;
		const author = authorAt(plan, list.leaf, plan.firstAuthor[initiative]!).folded;
		const days = datesOf(list.at, random);
		const keyNow = () =>
			contentKeyOf(programme.code, unitId, author, text.folded, days.applied()).toString('hex');
		let key = keyNow();
		// The same title of the same author is told apart by its applied date.
		while (used.has(key)) {
			days.later();
			key = keyNow();
		}
		used.add(key);
		const day = dateOf(list.at);
		const state = STATES[ends.state[initiative]!]!;
		const level = ends.level[initiative]!;
		const benefit = plan.benefit[initiative]!;
		const by = enteredBy(ground, plan, initiative);
		yield copyLine([
			...[ground.firstInitiative + initiative, programme.id, unitId, phaseOn(programme, day)!.id],
			...[groups[plan.outcomes.group[initiative]!]!, fieldOf[initiative]!, state],
			level === 0 ? null : level,
			level === 0 ? null : reviewUnit(ground, list.leaf, level, ground.parentToday),
			...[ends.seq[initiative]!, ends.appealed[initiative] === 1],
			...[text.title, text.problem, text.solution, text.result],
			benefit === 0 ? null : benefit,
			benefit === 0 ? text.result : '',
			...[days.applied(), `Hội đồng sáng kiến ${name}`, `${random.int(3, 480)}/QĐ-HĐSK`, days.recognised()],
			...[random.chance(0.01), list.kind, consentOf(list.kind), by, `sinh:${initiative}`],
			`\\x${key}`,
			...[instantOf(list.at), day, instantOf(ends.stateAt[initiative]!), dateOf(ends.stateAt[initiative]!)],
			text.folded,
			verifiedValue(plan, initiative, 1, ends.verified[initiative]!),
			verifiedValue(plan, initiative, 2, ends.verified[initiative]!),
		]);
	}
}

/** Ids of the groups in the order of APPROVED_BY_GROUP; the two without one have none. */
export const groupIds = ({ programme }: Ground): (number | null)[] =>
	APPROVED_BY_GROUP.map(({ group }) => programme.groups.find(({ code }) => code === group)?.id ?? null);

/** The unit whose turn it is at a level. */
export const reviewUnit = (ground: Ground, leaf: number, level: number, parents: Int32Array): number =>
	level === 1 ? ground.unit[leaf]! : parents[leaf]!;

/** Applied some months before submission, within the window; recognised in between. */
function datesOf(at: number, random: Random) {
	let applied = -random.int(40, 360);
	const recognised = random.next();
	const since = () => {
		const date = dateOf(at, applied);
		return date < FIRST_APPLIED ? FIRST_APPLIED : date;
	};
	return {
		applied: since,
		recognised: () => dateOf(at, Math.ceil(Math.max(applied, -120) * recognised)),
		later() {
			applied = applied >= -1 ? -360 : applied + 1;
		},
	};
}

export function* authorLines(ground: Ground, plan: Plan, seed: number): Generator<string> {
	const random = createRandom(seed);
	for (let initiative = 0; initiative < plan.listOf.length; initiative++) {
		const { leaf, at } = plan.lists[plan.listOf[initiative]!]!;
		const [from, to] = [plan.firstAuthor[initiative]!, plan.firstAuthor[initiative + 1]!];
		const other = Math.floor(10_000 / (to - from + 1) / 500) * 500;
		const by = enteredBy(ground, plan, initiative);
		for (let place = from; place < to; place++) {
			const { name, folded, account } = authorAt(plan, leaf, place);
			const shown = random.chance(0.7);
			yield copyLine([
				...[ground.firstInitiative + initiative, place - from + 1, name, folded],
				place === from ? 10_000 - other * (to - from - 1) : other,
				account === null ? null : memberId(ground, account),
				...[shown, shown ? instantOf(at) : null, shown ? by : null],
			]);
		}
	}
}
