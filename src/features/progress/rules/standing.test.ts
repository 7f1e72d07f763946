import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysOf } from './pace.ts';
import { byLag, GROUPS, isIn, type Standing, standingOf } from './standing.ts';

const DAYS = daysOf({ from: '2026-01-01', to: '2026-01-10' }, '2026-01-05');
const unit = (code: string) => ({ id: 1, code, name: code });
const standing = (code: string, target: number | null, submitted: number): Standing =>
	standingOf(
		unit(code),
		target === null ? null : { number: target, kind: 'assigned' },
		{ submitted, approved: 0 },
		'submitted',
		DAYS,
	);
const codes = (list: readonly Standing[]) => list.map((each) => each.unit.code).join('');

it('sorts by the part reached of what is expected, or by how many are lacking; without a target last', () => {
	const list = [
		standing('A', null, 3),
		standing('B', 1_000, 400), // 400 of 500: 100 behind
		standing('C', 10, 1), // 1 of 5: 4 behind
		standing('D', 10, 5), // on pace
		standing('E', 0, 0), // nothing expected
		standing('F', 10, 9),
	];
	expect(codes([...list].sort(byLag('ratio')))).toBe('CBDEFA');
	expect(codes([...list].sort(byLag('gap')))).toBe('BCDEFA');
});

it('puts each unit with a target into one of behind and on pace', () => {
	const of = (each: Standing) => GROUPS.filter((group) => isIn(group, each));
	expect(of(standing('A', 10, 4))).toEqual(['behind']);
	expect(of(standing('B', 10, 5))).toEqual(['on_pace']);
	expect(of(standing('C', 10, 0))).toEqual(['behind', 'nothing']);
	expect(of(standing('D', null, 0))).toEqual(['nothing', 'no_target']);
	expect(of(standing('E', null, 2))).toEqual(['no_target']);
});

it('is an order: any list sorts the same from any beginning', () => {
	const units = fc.array(fc.record({ target: fc.option(fc.nat(50), { nil: null }), submitted: fc.nat(40) }), {
		maxLength: 20,
	});
	fc.assert(
		fc.property(units, fc.constantFrom('ratio', 'gap'), (list, order) => {
			const made = list.map(({ target, submitted }, index) => standing(String(index), target, submitted));
			// What the order looks at; equals stay as they came.
			const key = ({ expected, behind }: Standing) =>
				expected === null ? null : `${expected === 0 ? 1 : (expected - behind!) / expected} ${behind}`;
			const sorted = made.toSorted(byLag(order)).map(key);
			expect(made.toReversed().sort(byLag(order)).map(key)).toEqual(sorted);
		}),
	);
});
