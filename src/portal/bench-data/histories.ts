import type { Random } from '#database/demo/random.ts';
import type { Action } from '#features/initiatives/rules/life-cycle.ts';
import type { List } from './lists.ts';
import { OUTCOMES, type Outcomes } from './outcomes.ts';

/** A step of an initiative in the order in which everything happened. */
export const STEPS = [
	'submit',
	'confirm',
	'approve',
	'return',
	'resubmit',
	'reject',
	'appeal',
	'withdraw',
	'revoke',
	'verify_benefit',
	'verify_centrally',
] as const satisfies readonly Action[];
export type StepName = (typeof STEPS)[number];
const CODES = new Map(STEPS.map((step, code) => [step, code]));

/** All steps, oldest first; those of one initiative in their own order. */
export interface Histories {
	initiative: Uint32Array;
	step: Uint8Array;
	/** Seconds since the programme opened. */
	at: Float64Array;
	count: number;
}

const DAY = 86_400;
const SPACE = 2 ** 24;
/** A few percent come back for more before they are decided. */
const SENT_BACK = 0.035;
const APPEALED = 0.02;
/** Of what is approved with a sum, so many are verified by the unit, and of these so many by the centre. */
const VERIFIED = 0.3;
const CENTRALLY = 0.06;

/**
 * What happened to each initiative until the last day ends: lists are confirmed and reviewed as a whole, mostly.
 * @param inMoney whether an initiative states a sum
 */
export function drawHistories(
	lists: readonly List[],
	{ outcome }: Outcomes,
	inMoney: (initiative: number) => boolean,
	end: number,
	random: Random,
): Histories {
	const initiatives: number[] = [];
	const steps: number[] = [];
	const keys: number[] = [];
	let first = 0;
	for (const list of lists) {
		const exponential = (days: number) => -Math.log(1 - random.next()) * days * DAY;
		const confirm = exponential(1.2);
		const review = [confirm + exponential(6), confirm + exponential(14)];
		for (let item = 0; item < list.size; item++) {
			const initiative = first + item;
			const plan = stepsOf(OUTCOMES[outcome[initiative]!]!, inMoney(initiative), random);
			// From submission to the last step: lags as drawn, squeezed where the programme ends before.
			const decided = review[random.chance(0.8) ? 0 : 1]!;
			const back = random.next() * 9 * DAY;
			const lags = lagsOf(plan, confirm, decided, back, random);
			const squeeze = Math.min(1, (end - list.at) / Math.max(1, lags.at(-1)!));
			for (const [index, step] of plan.entries()) {
				const at = list.at + Math.floor(lags[index]! * squeeze);
				keys.push(at * SPACE + steps.length);
				initiatives.push(initiative);
				steps.push(CODES.get(step)!);
			}
		}
		first += list.size;
	}
	if (steps.length > SPACE) throw new Error('too many steps to order');
	return inOrder(Float64Array.from(keys), initiatives, steps);
}

function inOrder(keys: Float64Array, initiatives: readonly number[], steps: readonly number[]): Histories {
	keys.sort();
	const count = keys.length;
	const ordered = {
		initiative: new Uint32Array(count),
		step: new Uint8Array(count),
		at: new Float64Array(count),
		count,
	};
	for (let place = 0; place < count; place++) {
		const key = keys[place]!;
		const number = key % SPACE;
		ordered.at[place] = (key - number) / SPACE;
		ordered.initiative[place] = initiatives[number]!;
		ordered.step[place] = steps[number]!;
	}
	return ordered;
}

function stepsOf(outcome: (typeof OUTCOMES)[number], inMoney: boolean, random: Random): StepName[] {
	const begin: StepName[] =
		random.chance(SENT_BACK) && outcome !== 'withdrawn' && outcome !== 'returned'
			? ['submit', 'return', 'resubmit']
			: ['submit'];
	switch (outcome) {
		case 'waiting_below':
			return begin;
		case 'waiting_above':
			return [...begin, 'confirm'];
		case 'withdrawn':
			return [...begin, 'withdraw'];
		case 'returned':
			return random.chance(0.4) ? ['submit', 'return'] : ['submit', 'confirm', 'return'];
		case 'rejected':
			return [
				...begin,
				'confirm',
				'reject',
				...(random.chance(APPEALED) ? (['appeal', 'reject'] as const) : []),
			];
		case 'revoked':
			return [...begin, 'confirm', 'approve', 'revoke'];
		default: {
			const verified = inMoney && random.chance(VERIFIED);
			return [
				...begin,
				'confirm',
				'approve',
				...(verified ? (['verify_benefit'] as const) : []),
				...(verified && random.chance(CENTRALLY) ? (['verify_centrally'] as const) : []),
			];
		}
	}
}

/** Seconds from submission to each step, never falling. */
function lagsOf(
	plan: readonly StepName[],
	confirm: number,
	decided: number,
	back: number,
	random: Random,
): number[] {
	let lag = 0;
	let sentBack = 0;
	return plan.map((step, index) => {
		if (step === 'return') lag = Math.max(lag, confirm) + (index > 1 ? decided - confirm : 0);
		else if (step === 'resubmit') {
			lag += back;
			sentBack = lag;
		} else if (step === 'confirm') lag = sentBack + confirm;
		else if (step === 'approve' || step === 'reject') lag = Math.max(lag + 60, sentBack + decided);
		else if (step === 'withdraw') lag += back / 3 + 60;
		else if (step === 'verify_benefit') lag += 3_600;
		else if (step !== 'submit') lag += (2 + random.next() * 20) * DAY;
		return lag;
	});
}
