import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Branch, cascade } from './cascade.ts';

const rules = { method: 'divide', total: 100, rate: 100, memberShare: 100, minimum: 0, step: 1 } as const;
const branch = (id: number, parentId: number, members: number | null, past = 0): Branch => ({
	id,
	code: `U${id}`,
	parentId,
	members,
	past,
});
const plain = (numbers: ReadonlyMap<number, number>) => Object.fromEntries(numbers);
const NONE = new Map<number, number>();

describe('handing a target down', () => {
	const two = [branch(2, 1, 300, 10), branch(3, 1, 100, 30)];

	it('follows members, past results, or a mix of both parts', () => {
		const shared = (memberShare: number) => plain(cascade(1, two, { ...rules, memberShare }, NONE).numbers);
		expect(shared(100)).toEqual({ 2: 75, 3: 25 });
		expect(shared(0)).toEqual({ 2: 25, 3: 75 });
		expect(shared(50)).toEqual({ 2: 50, 3: 50 });
	});

	it('lets the other weigh alone where one is known of nobody', () => {
		const nobody = two.map((each) => ({ ...each, members: null }));
		expect(plain(cascade(1, nobody, { ...rules, memberShare: 60 }, NONE).numbers)).toEqual({ 2: 25, 3: 75 });
		const fresh = two.map((each) => ({ ...each, past: 0 }));
		expect(plain(cascade(1, fresh, { ...rules, memberShare: 60 }, NONE).numbers)).toEqual({ 2: 75, 3: 25 });
	});

	it('gives who has no figure of members the minimum', () => {
		const list = [branch(2, 1, 300), branch(3, 1, null)];
		expect(plain(cascade(1, list, { ...rules, minimum: 5 }, NONE).numbers)).toEqual({ 2: 95, 3: 5 });
	});

	it('raises a unit’s minimum to what those below it need', () => {
		const list = [branch(2, 1, 1_000), branch(3, 1, 10), branch(4, 3, 1), branch(5, 3, 1), branch(6, 3, 1)];
		const { numbers, obstacles } = cascade(1, list, { ...rules, minimum: 10 }, NONE);
		expect(obstacles).toEqual([]);
		expect(plain(numbers)).toEqual({ 2: 70, 3: 30, 4: 10, 5: 10, 6: 10 });
	});

	it('names the unit whose number cannot be divided, and goes no deeper there', () => {
		const list = [branch(2, 1, 1), branch(3, 1, 1), branch(4, 2, null), branch(5, 3, 7)];
		const { numbers, obstacles } = cascade(1, list, rules, NONE);
		expect(obstacles).toEqual([{ unitId: 2, code: 'cascade_no_weight', params: { left: 50 } }]);
		expect(plain(numbers)).toEqual({ 2: 50, 3: 50, 5: 50 });
	});

	it('gives a share of members, halves up, and none without a figure', () => {
		const list = [branch(2, 1, 1_005), branch(3, 1, 1_004), branch(4, 1, null), branch(5, 1, 12)];
		const rate = { ...rules, method: 'rate' } as const;
		expect(plain(cascade(1, list, rate, NONE).numbers)).toEqual({ 2: 101, 3: 100, 5: 1 });
		expect(plain(cascade(1, list, { ...rate, step: 10, minimum: 10 }, new Map([[4, 7]])).numbers)).toEqual({
			2: 100,
			3: 100,
			4: 7,
			5: 10,
		});
	});

	it('sums at every unit to what the unit has, or says why not', () => {
		const tree = fc.array(
			fc.record({ up: fc.nat(1_000), members: fc.option(fc.nat(5_000)), past: fc.nat(50) }),
			{
				minLength: 1,
				maxLength: 80,
			},
		);
		fc.assert(
			fc.property(
				tree,
				fc.nat(50_000),
				fc.nat(100),
				fc.nat(20),
				fc.constantFrom(1, 5, 10),
				(list, total, memberShare, minimum, step) => {
					const branches = list.map(({ up, members, past }, i) =>
						branch(i + 2, (up % (i + 1)) + 1, members, past),
					);
					const fixed = new Map(branches.filter(({ id }) => id % 11 === 0).map(({ id, past }) => [id, past]));
					const { numbers, obstacles } = cascade(
						1,
						branches,
						{ ...rules, total, memberShare, minimum, step },
						fixed,
					);
					const stuck = new Set(obstacles.map(({ unitId }) => unitId));
					for (const [parent, children] of Map.groupBy(branches, ({ parentId }) => parentId)) {
						const own = parent === 1 ? total : numbers.get(parent);
						const given = children.map(({ id }) => numbers.get(id));
						if (own === undefined || stuck.has(parent))
							expect(given.every((n) => n === undefined)).toBe(true);
						else expect(given.reduce<number>((sum, n) => sum + n!, 0)).toBe(own);
					}
				},
			),
			{ numRuns: 300 },
		);
	});
});
