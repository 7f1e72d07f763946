import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	ACTIONS,
	type Facts,
	KEEPING_EVENTS,
	LIFE_CYCLE,
	openSteps,
	STATES,
	VALUATIONS,
	valuationOf,
	whyNot,
} from './life-cycle.ts';

const facts = (over: Partial<Facts> = {}): Facts => ({
	state: 'in_review',
	level: 1,
	levels: 2,
	appealed: false,
	daysInState: 0,
	returnDays: 15,
	isAuthorSide: false,
	isOwn: false,
	holdsLevel: true,
	rejectedIt: false,
	isManager: false,
	isUnitSide: false,
	isCentre: false,
	verified: { unit: null, central: null },
	...over,
});

test('whoever holds the level confirms below the last and approves at the last', () => {
	expect(openSteps(facts())).toEqual(['confirm', 'return', 'reject']);
	expect(openSteps(facts({ level: 2 }))).toEqual(['approve', 'return', 'reject']);
	expect(whyNot('approve', facts())).toBe('not_last_level');
	expect(whyNot('confirm', facts({ level: 2 }))).toBe('last_level');
});

test('an appeal has the last word, without whoever rejected it, and is asked once', () => {
	expect(openSteps(facts({ level: 3, appealed: true }))).toEqual(['approve', 'return', 'reject']);
	expect(openSteps(facts({ level: 3, appealed: true, rejectedIt: true }))).toEqual([]);
	const rejected = facts({ state: 'rejected', level: null, isAuthorSide: true });
	expect(openSteps(rejected)).toEqual(['appeal']);
	expect(whyNot('appeal', { ...rejected, appealed: true })).toBe('appealed_once');
});

test('what is returned comes back within its days', () => {
	const returned = facts({ state: 'returned', level: null, isAuthorSide: true, holdsLevel: false });
	expect(openSteps({ ...returned, daysInState: 15 })).toEqual(['resubmit', 'withdraw']);
	expect(whyNot('resubmit', { ...returned, daysInState: 16 })).toBe('return_expired');
});

const anyFacts: fc.Arbitrary<Facts> = fc.record({
	state: fc.constantFrom(...STATES),
	level: fc.option(fc.integer({ min: 1, max: 4 })),
	levels: fc.integer({ min: 1, max: 3 }),
	appealed: fc.boolean(),
	daysInState: fc.integer({ min: 0, max: 40 }),
	returnDays: fc.constant(15),
	isAuthorSide: fc.boolean(),
	isOwn: fc.boolean(),
	holdsLevel: fc.boolean(),
	rejectedIt: fc.boolean(),
	isManager: fc.boolean(),
	isUnitSide: fc.boolean(),
	isCentre: fc.boolean(),
	verified: fc.record({ unit: fc.option(fc.nat()), central: fc.option(fc.nat()) }),
});

test('nobody ever decides on their own initiative, and no step starts from a state the table does not name', () => {
	fc.assert(
		fc.property(anyFacts, (given) => {
			for (const action of openSteps(given)) {
				expect(LIFE_CYCLE[action].from).toContain(given.state);
				if (LIFE_CYCLE[action].by !== 'author') expect(given.isOwn).toBe(false);
			}
		}),
	);
});

test('the unit’s side verifies in review and once approved, the centre once approved, each its own value', () => {
	const side = { holdsLevel: false, isUnitSide: true };
	expect(openSteps(facts(side))).toEqual(['verify_benefit']);
	const approved = facts({ ...side, state: 'approved', level: null });
	expect(openSteps(approved)).toEqual(['verify_benefit']);
	expect(openSteps({ ...approved, verified: { unit: 0, central: 5 } })).toEqual([
		'verify_benefit',
		'unverify_benefit',
	]);
	const centre = { ...approved, isUnitSide: false, isCentre: true };
	expect(openSteps(centre)).toEqual(['verify_centrally']);
	expect(openSteps({ ...centre, verified: { unit: 5, central: 0 } })).toEqual([
		'verify_centrally',
		'unverify_centrally',
	]);
	expect(openSteps({ ...centre, state: 'in_review' })).toEqual([]);
	expect(whyNot('verify_benefit', centre)).toBe('only_unit_side');
	expect(whyNot('verify_centrally', approved)).toBe('only_centre');
	expect(whyNot('unverify_benefit', approved)).toBe('nothing_verified');
	expect(whyNot('verify_benefit', { ...approved, isOwn: true })).toBe('own_initiative');
	for (const state of ['returned', 'rejected', 'withdrawn', 'revoked'] as const)
		expect(openSteps({ ...centre, ...side, state })).toEqual([]);
});

test('steps on a value are those that leave the state as it is', () => {
	const keeping = ACTIONS.filter((action) => LIFE_CYCLE[action].to === null);
	expect(keeping).toEqual([...VALUATIONS]);
	expect(new Set(KEEPING_EVENTS).size).toBe(VALUATIONS.length);
	expect(VALUATIONS.map((action) => valuationOf(action).takesBack)).toEqual([false, true, false, true]);
});

test('every state but withdrawn and revoked can be left, and every state can be reached', () => {
	const left = new Set(ACTIONS.flatMap((action) => [...LIFE_CYCLE[action].from] as (string | null)[]));
	expect(STATES.filter((state) => !left.has(state))).toEqual(['withdrawn', 'revoked']);
	const reached = new Set(ACTIONS.map((action) => LIFE_CYCLE[action].to as string));
	expect(STATES.filter((state) => !reached.has(state))).toEqual([]);
});
