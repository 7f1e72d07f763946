import { describe, expect, test } from 'vitest';
import { type Lesson, learn } from './learn.ts';
import { type Model, probability } from './model.ts';

const blank: Model = { version: 1, intercept: 0, weights: [0, 0], similarFrom: 0.5 };
// Copies lie above the line x + 2y = 1; y says twice as much as x. A third of the truth is noise.
const lessons: Lesson[] = Array.from({ length: 400 }, (_, at) => {
	const [x, y] = [(at % 20) / 20, Math.floor(at / 20) / 20];
	return { features: [x, y], isCopy: at % 7 === 0 ? at % 2 === 0 : x + 2 * y > 1 };
});

describe('learning from what reviewers judged', () => {
	test('finds which features tell copies', () => {
		const model = learn(lessons, blank, 0.01);
		expect(model.weights[1]! / model.weights[0]!).toBeGreaterThan(1.3);
		expect(probability(model, [0.9, 0.9])).toBeGreaterThan(0.8);
		expect(probability(model, [0.05, 0.05])).toBeLessThan(0.3);
		expect(model.version).toBe(2);
	});

	test('keeps the former weights when nobody has judged anything', () => {
		const model: Model = { ...blank, intercept: -3, weights: [2, 5] };
		expect(learn([], model, 1)).toMatchObject({ intercept: -3, weights: [2, 5] });
	});

	test('moves little for a few verdicts, far for many', () => {
		const known: Model = { ...blank, intercept: -1, weights: [1, 2] };
		const contrary = (count: number): Lesson[] =>
			Array.from({ length: count }, () => ({ features: [1, 1], isCopy: false }));
		const moved = (count: number) =>
			probability(known, [1, 1]) - probability(learn(contrary(count), known, 50), [1, 1]);
		expect(moved(3)).toBeLessThan(0.1);
		expect(moved(1000)).toBeGreaterThan(0.5);
	});

	test('bears lessons that all agree', () => {
		const all = lessons.map(({ features }) => ({ features, isCopy: true }));
		expect(learn(all, blank, 1).weights.every(Number.isFinite)).toBe(true);
	});
});
