import type { Random } from '#database/demo/random.ts';
import { APPROVED_OUTCOME } from './outcomes.ts';
import { BENEFIT, CORPORATION, LARGEST, SUBMITTED } from './published.ts';

/** So many state a sum; the others tell their benefit in words. */
const IN_MONEY = 0.62;
const IN_MONEY_THERE = 0.93;
/** Spread of the logarithm: half are below a quarter of the mean. */
const SPREAD = 1.7;
const SPREAD_THERE = 1.3;
/** Nobody but the published ones declares more, as a share of all. */
const CAP = 25e9 / BENEFIT;
const STEP = 100_000;

/**
 * Declared benefits, đồng, 0 for none: long-tailed, scaled so that what is approved sums to the published whole, and that
 * of the corporation to its share; with the single large ones.
 */
export function drawBenefits(
	outcome: Uint8Array,
	ofCorporation: (initiative: number) => boolean,
	random: Random,
): Float64Array {
	const share = outcome.length / SUBMITTED;
	const benefit = new Float64Array(outcome.length);
	const own: number[] = [];
	const others: number[] = [];
	for (let initiative = 0; initiative < outcome.length; initiative++) {
		const there = ofCorporation(initiative);
		if (!random.chance(there ? IN_MONEY_THERE : IN_MONEY)) continue;
		benefit[initiative] = Math.exp((there ? SPREAD_THERE : SPREAD) * random.normal());
		(there ? own : others).push(initiative);
	}
	const [first, ...rest] = LARGEST.map((value) => rounded(value * share));
	scaleTo(benefit, outcome, own, CORPORATION.benefit * share, [first!]);
	scaleTo(benefit, outcome, others, (BENEFIT - CORPORATION.benefit) * share, rest);
	return benefit;
}

const rounded = (value: number) => Math.max(STEP, Math.round(value / STEP) * STEP);

/** Scales values so that those of the approved sum to a total; the first of them are given. */
function scaleTo(
	benefit: Float64Array,
	outcome: Uint8Array,
	of: readonly number[],
	total: number,
	given: readonly number[],
): void {
	const approved = of.filter((initiative) => outcome[initiative] === APPROVED_OUTCOME);
	const fixed = new Map(
		approved.slice(0, given.length).map((initiative, index) => [initiative, given[index]!]),
	);
	const free = approved.slice(given.length);
	const wanted = rounded(total) - [...fixed.values()].reduce((sum, value) => sum + value, 0);
	const sum = free.reduce((all, initiative) => all + benefit[initiative]!, 0);
	const factor = wanted / sum;
	for (const initiative of of)
		benefit[initiative] =
			fixed.get(initiative) ?? rounded(Math.min(benefit[initiative]! * factor, CAP * BENEFIT));
	// What rounding and the cap took goes to as many as can bear it.
	let missing = wanted - free.reduce((all, initiative) => all + benefit[initiative]!, 0);
	for (let turn = 0; missing !== 0 && free.length > 0; turn++) {
		const at = free[turn % free.length]!;
		const step = Math.max(STEP, Math.floor(Math.abs(missing) / free.length / STEP) * STEP);
		const change = Math.max(Math.sign(missing) * step, STEP - benefit[at]!);
		benefit[at]! += change;
		missing -= change;
	}
}
