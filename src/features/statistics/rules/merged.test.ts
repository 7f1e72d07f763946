import { expect, test } from 'vitest';
import { type Dated, type Heir, mergedNumber } from './merged.ts';

const OWN: Record<string, Dated> = {
	old: { number: 100, since: '2022-01-01' },
	fresh: { number: 100, since: '2025-07-01' },
};
const own = (numbers: Record<number, Dated>) =>
	new Map(Object.entries(numbers).map(([id, number]) => [Number(id), number]));
const heirs = (...list: [id: number, into: number, endedOn: string][]) =>
	Map.groupBy(
		list.map(([id, into, endedOn]): Heir => ({ id, into, endedOn })),
		({ into }) => into,
	);
const numberOf = (...of: Parameters<typeof mergedNumber<Dated>>) => {
	const found = mergedNumber(...of);
	return found && [found.number, found.merged];
};

test('a number that is older than a merger is joined by those of the units that came in', () => {
	const numbers = own({ 1: OWN.old!, 2: { number: 30, since: '2022-01-01' } });
	expect(numberOf(1, numbers, heirs([2, 1, '2025-07-01']))).toEqual([130, 1]);
});

test('a number set on the day of a merger or later speaks for all', () => {
	const numbers = own({ 1: OWN.fresh!, 2: { number: 30, since: '2022-01-01' } });
	expect(numberOf(1, numbers, heirs([2, 1, '2025-07-01']))).toEqual([100, 0]);
});

test('a new unit without a number of its own has the sum of those it was made of', () => {
	const numbers = own({ 2: OWN.old!, 3: { number: 7, since: '2022-01-01' } });
	expect(numberOf(1, numbers, heirs([2, 1, '2025-07-01'], [3, 1, '2025-07-01']))).toEqual([107, 2]);
});

test('what had merged into one that merged comes along', () => {
	const numbers = own({ 1: OWN.old!, 2: OWN.old!, 3: OWN.old! });
	const chain = heirs([2, 1, '2025-07-01'], [3, 2, '2023-07-01']);
	expect(numberOf(1, numbers, chain)).toEqual([300, 2]);
	expect(numberOf(3, numbers, chain)).toEqual([100, 0]);
});

test('units of which none has a number have none', () => {
	expect(numberOf(1, own({}), heirs([2, 1, '2025-07-01']))).toBeNull();
});
