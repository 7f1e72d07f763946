import { LIFE_CYCLE, STATES } from '#features/initiatives/rules/life-cycle.ts';
import { STEPS, type StepName } from './histories.ts';
import type { Plan } from './plan.ts';

/** Where each initiative stands after all its steps. */
export interface Ends {
	seq: Uint8Array;
	/** Index of STATES. */
	state: Uint8Array;
	/** 0 while nobody's turn it is. */
	level: Uint8Array;
	appealed: Uint8Array;
	/** Seconds since the programme opened at which it came to its state. */
	stateAt: Float64Array;
	/** Bit 1: verified by the unit, bit 2: by the centre. */
	verified: Uint8Array;
}

/** A step as it happens: what it finds and what it leaves. */
export interface Happened {
	initiative: number;
	step: StepName;
	at: number;
	seq: number;
	/** Index of STATES; -1 before the first. */
	from: number;
	to: number;
	/** Whose turn it was, 0 for nobody's. */
	level: number;
	verified: number;
}

/** At which level somebody's turn comes with a step; the appeal is one past the two of this programme. */
const NEXT: Partial<Record<StepName, number>> = { submit: 1, confirm: 2, appeal: 3 };

/** Lives through all steps in order of time; `ends` is filled on the way. */
export function* replay({ histories }: Plan, ends: Ends): Generator<Happened> {
	// Where a returned one goes on: at the level that returned it.
	const returnedAt = new Uint8Array(ends.seq.length);
	for (let place = 0; place < histories.count; place++) {
		const initiative = histories.initiative[place]!;
		const step = STEPS[histories.step[place]!]!;
		const at = histories.at[place]!;
		const { to } = LIFE_CYCLE[step];
		const from = ends.seq[initiative] === 0 ? -1 : ends.state[initiative]!;
		const level = ends.level[initiative]!;
		const seq = ++ends.seq[initiative]!;
		if (step === 'return') returnedAt[initiative] = level;
		if (step === 'appeal') ends.appealed[initiative] = 1;
		if (step === 'verify_benefit') ends.verified[initiative]! |= 1;
		if (step === 'verify_centrally') ends.verified[initiative]! |= 2;
		if (to !== null) {
			ends.state[initiative] = STATES.indexOf(to);
			ends.stateAt[initiative] = at;
			ends.level[initiative] =
				to === 'in_review' ? (step === 'resubmit' ? returnedAt[initiative]! : NEXT[step]!) : 0;
		}
		const state = ends.state[initiative]!;
		yield { initiative, step, at, seq, from, to: state, level, verified: ends.verified[initiative]! };
	}
}

export function noEnds(count: number): Ends {
	const bytes = () => new Uint8Array(count);
	return {
		seq: bytes(),
		state: bytes(),
		level: bytes(),
		appealed: bytes(),
		stateAt: new Float64Array(count),
		verified: bytes(),
	};
}
