import type { Random } from '#database/demo/random.ts';
import { partsOf } from './curve.ts';
import { divide } from './divide.ts';
import { ASSIGNED, CURVE, LANG_SON, OVER_TARGET, SUBMITTED, THANH_HOA } from './published.ts';

/** The part of the curve that ends with the millionth. */
const MILLION = CURVE.findIndex(({ total }) => total === 1_000_000);
/** Parts are taken together: phase 1, then up to the millionth, then the rest. */
export const PERIODS = [MILLION - 1, MILLION, CURVE.length - 1] as const;
export const periodOf = (part: number): number => PERIODS.findIndex((last) => part <= last);

/** A top-level unit as the generator needs it. */
export interface Top {
	code: string;
	members: number;
}

/** What a top-level unit submits in each period, and what it is assigned for the whole programme. */
export interface TopPlan extends Top {
	submitted: number[];
	target: number;
}

/**
 * Divides all submissions among the top-level units: Thanh Hóa and Lạng Sơn as published, the others by size and
 * zeal; their targets so that as many as published had passed them when the millionth came.
 */
export function planTops(total: number, tops: readonly Top[], random: Random): TopPlan[] {
	const whole = divide(total, finalWeights(tops, random));
	const cuts = PERIODS.map(() => 0);
	for (const [part, count] of partsOf(total).entries()) cuts[periodOf(part)]! += count;
	const pace = () => Math.exp(0.25 * random.normal());
	const first = divide(
		cuts[0]!,
		whole.map((n) => n * pace()),
	).map((n, index) => Math.min(n, whole[index]!));
	const left = whole.map((n, index) => n - first[index]!);
	settle(first, left, cuts[0]!);
	const second = divide(
		cuts[1]!,
		left.map((n) => n * pace()),
	).map((n, index) => Math.min(n, left[index]!));
	const third = left.map((n, index) => n - second[index]!);
	settle(second, third, cuts[1]!);
	const targets = targetsFor(
		tops,
		first.map((n, index) => n + second[index]!),
		total,
		random,
	);
	return tops.map((top, index) => ({
		...top,
		submitted: [first[index]!, second[index]!, third[index]!],
		target: targets[index]!,
	}));
}

/** Moves what a cap took from some to those that have most left, until the sum is right again. */
function settle(numbers: number[], left: number[], total: number): void {
	let missing = total - numbers.reduce((sum, n) => sum + n, 0);
	while (missing > 0) {
		const at = left.indexOf(Math.max(...left));
		const moved = Math.min(missing, Math.ceil(left[at]! / 2));
		numbers[at]! += moved;
		left[at]! -= moved;
		missing -= moved;
	}
}

/** Submissions of the whole programme at its published size: a few large units, many small ones. */
function finalWeights(tops: readonly Top[], random: Random): number[] {
	const known = new Map<string, number>([
		[THANH_HOA.code, THANH_HOA.submitted],
		[LANG_SON.code, LANG_SON.submitted],
	]);
	const others = tops
		.map((top, index) => ({ index, weight: top.members ** 0.9 * Math.exp(0.6 * random.normal()) }))
		.filter(({ index }) => !known.has(tops[index]!.code))
		.sort((a, b) => b.weight - a.weight);
	const above = LANG_SON.rank - 2;
	const below = others.length - above;
	const small = Array.from({ length: below }, (_, k) =>
		Math.round(800 + (LANG_SON.submitted - 1_100) * (1 - (k + 0.5) / below) ** 0.8),
	);
	const rest = SUBMITTED - THANH_HOA.submitted - LANG_SON.submitted - small.reduce((sum, n) => sum + n, 0);
	const large = geometric(rest, above, LANG_SON.submitted * 1.06).toReversed();
	const weights = tops.map(({ code }) => known.get(code) ?? 0);
	for (const [rank, { index }] of others.entries()) weights[index] = [...large, ...small][rank]!;
	return weights;
}

/** So many growing numbers that begin with `first` and sum to `total`, each the same number of times the last. */
function geometric(total: number, count: number, first: number): number[] {
	let [low, high] = [1, 2];
	const series = (ratio: number) => Array.from({ length: count }, (_, k) => Math.round(first * ratio ** k));
	const sum = (numbers: number[]) => numbers.reduce((all, n) => all + n, 0);
	for (let turn = 0; turn < 60; turn++) {
		const middle = (low + high) / 2;
		if (sum(series(middle)) < total) low = middle;
		else high = middle;
	}
	const numbers = series(low);
	numbers[count - 1]! += total - sum(numbers);
	return numbers;
}

/**
 * Targets that sum to about the programme's own. Which units are short is drawn, the large ones rather; Lạng Sơn is
 * one of them, and passes its target only later.
 */
function targetsFor(
	tops: readonly Top[],
	reached: readonly number[],
	total: number,
	random: Random,
): number[] {
	const share = total / SUBMITTED;
	const short = new Set(
		tops
			.map(({ code }, index) => ({
				index,
				order: code === LANG_SON.code ? 2 : code === THANH_HOA.code ? -1 : random.next(),
			}))
			.sort((a, b) => b.order - a.order)
			.slice(0, tops.length - OVER_TARGET)
			.map(({ index }) => index),
	);
	const ease = tops.map(() => random.next());
	const aim = (strain: number) =>
		reached.map((n, index) => {
			if (tops[index]!.code === LANG_SON.code) return Math.max(1, Math.round(LANG_SON.target * share));
			if (short.has(index)) return Math.ceil(n * (1.02 + strain * ease[index]!));
			const over = tops[index]!.code === THANH_HOA.code ? 3.4 : 1.04 + 0.7 * ease[index]!;
			return Math.max(1, Math.min(n - 1, Math.round(n / over)));
		});
	let [low, high] = [0, 60];
	for (let turn = 0; turn < 60; turn++) {
		const middle = (low + high) / 2;
		const sum = aim(middle).reduce((all, n) => all + n, 0);
		if (sum < ASSIGNED * share) low = middle;
		else high = middle;
	}
	return aim(high);
}
