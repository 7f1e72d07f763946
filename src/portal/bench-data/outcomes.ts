import type { Random } from '#database/demo/random.ts';
import { divide, scaled } from './divide.ts';
import type { List } from './lists.ts';
import type { Place } from './places.ts';
import { APPROVED, APPROVED_BY_GROUP, CORPORATION, SUBMITTED } from './published.ts';

/** What becomes of an initiative. */
export const OUTCOMES = [
	'approved',
	'rejected',
	'returned',
	'withdrawn',
	'waiting_below',
	'waiting_above',
	'revoked',
] as const;
export const APPROVED_OUTCOME = OUTCOMES.indexOf('approved');
const OTHERS: readonly (readonly [number, number])[] = [
	[OUTCOMES.indexOf('rejected'), 52],
	[OUTCOMES.indexOf('returned'), 20],
	[OUTCOMES.indexOf('withdrawn'), 5],
	[OUTCOMES.indexOf('waiting_below'), 4],
	[OUTCOMES.indexOf('waiting_above'), 18],
	[OUTCOMES.indexOf('revoked'), 0.4],
];
const LAST_DAYS = 12 * 86_400;

export interface Outcomes {
	outcome: Uint8Array;
	/** Index of APPROVED_BY_GROUP. */
	group: Uint8Array;
}

/** Chooses what is approved, exactly as many as published, and of which group; the rest fares in other ways. */
export function drawOutcomes(
	lists: readonly List[],
	places: readonly Place[],
	isPublic: (leaf: number) => boolean,
	corporation: string,
	end: number,
	random: Random,
): Outcomes {
	const total = lists.reduce((sum, { size }) => sum + size, 0);
	const outcome = new Uint8Array(total);
	// Units differ in how strict they are, and what came last is not decided yet.
	const strict = places.map(() => 0.25 * Math.exp(0.6 * random.normal()));
	const late = (at: number) => (end - at < LAST_DAYS ? 4 : 1);
	const special = places.findIndex(({ name }) => name === corporation);
	const [own, others]: number[][] = [[], []];
	const scores = new Float64Array(total);
	let initiative = 0;
	for (const { place, size, at } of lists) {
		for (let item = 0; item < size; item++, initiative++) {
			scores[initiative] = -Math.log(1 - random.next()) * strict[place]! * late(at);
			(place === special ? own! : others!).push(initiative);
			outcome[initiative] = random.weighted(OTHERS);
		}
	}
	const ofCorporation = Math.min(own!.length, scaled(CORPORATION.approved, SUBMITTED, total));
	approveLowest(outcome, scores, own!, ofCorporation);
	approveLowest(outcome, scores, others!, scaled(APPROVED, SUBMITTED, total) - ofCorporation);
	return { outcome, group: drawGroups(lists, outcome, isPublic, random) };
}

function approveLowest(
	outcome: Uint8Array,
	scores: Float64Array,
	of: readonly number[],
	count: number,
): void {
	const sorted = Float64Array.from(of, (initiative) => scores[initiative]!).sort();
	const limit = count === 0 ? -1 : sorted[count - 1]!;
	let left = count;
	for (const initiative of of)
		if (scores[initiative]! <= limit && left > 0) {
			outcome[initiative] = APPROVED_OUTCOME;
			left--;
		}
}

/** Groups by what a workplace is; of the approved exactly as many of each as published, weighed by what is left. */
function drawGroups(
	lists: readonly List[],
	outcome: Uint8Array,
	isPublic: (leaf: number) => boolean,
	random: Random,
): Uint8Array {
	const group = new Uint8Array(outcome.length);
	const approved = outcome.reduce((sum, each) => sum + (each === APPROVED_OUTCOME ? 1 : 0), 0);
	const published = APPROVED_BY_GROUP.map((each) => each.approved);
	const quota = divide(approved, published);
	const left = [...quota];
	let initiative = 0;
	for (const { leaf, size } of lists) {
		const likes = isPublic(leaf) ? [82, 3, 15, 0.00005] : [12, 70, 18, 0.00005];
		for (let item = 0; item < size; item++, initiative++) {
			const counts = outcome[initiative] === APPROVED_OUTCOME;
			const weights = likes.map((like, index) =>
				counts ? like * (left[index]! / Math.max(1, quota[index]!)) : index < 3 ? like : 0,
			);
			const chosen = random.weighted(weights.map((weight, index) => [index, weight] as const));
			const open = counts && left[chosen]! === 0 ? left.findIndex((n) => n > 0) : chosen;
			if (counts) left[open]! -= 1;
			group[initiative] = open;
		}
	}
	return group;
}
