import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connected, onCircle } from './clusters.ts';

test('groups what hangs together, directly or through others, the largest first', () => {
	const edges = [
		{ a: 9, b: 8, score: 0.9 },
		{ a: 1, b: 2, score: 0.4 },
		{ a: 3, b: 2, score: 0.5 },
		{ a: 5, b: 6, score: 0.95 },
	];
	expect(connected(edges)).toEqual([
		[1, 2, 3],
		[5, 6],
		[8, 9],
	]);
	expect(connected([])).toEqual([]);
});

test('gives one answer for any order and direction of the edges', () => {
	const edge = fc.record({ a: fc.nat(40), b: fc.nat(40), score: fc.double({ min: 0, max: 1, noNaN: true }) });
	fc.assert(
		fc.property(
			fc.array(
				edge.filter(({ a, b }) => a !== b),
				{ maxLength: 60 },
			),
			(edges) => {
				const turned = edges.map(({ a, b, score }) => ({ a: b, b: a, score })).reverse();
				const groups = connected(edges);
				expect(connected(turned)).toEqual(groups);
				// Each thing stands once, and both ends of an edge stand together.
				const placeOf = new Map(groups.flatMap((group, index) => group.map((node) => [node, index])));
				expect(placeOf.size).toBe(groups.flat().length);
				for (const { a, b } of edges) expect(placeOf.get(a)).toBe(placeOf.get(b));
			},
		),
	);
});

test('places points on a circle from the top, clockwise', () => {
	expect(onCircle(4, 10)).toEqual([
		{ x: 0, y: -10 },
		{ x: 10, y: 0 },
		{ x: 0, y: 10 },
		{ x: -10, y: 0 },
	]);
	expect(onCircle(0, 10)).toEqual([]);
});
