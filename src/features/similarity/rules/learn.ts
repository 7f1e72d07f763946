import type { Model } from './model.ts';

/** A pair of texts of which somebody knows whether one was made from the other. */
export interface Lesson {
	features: readonly number[];
	isCopy: boolean;
	/** How much it counts; 1 where all count alike. */
	weight?: number;
}

const ROUNDS = 30;
const SETTLED = 1e-6;

/**
 * Weights that explain the lessons best without going far from those known before: logistic regression by
 * Newton's method, with a Gaussian prior around `from`.
 * @param trust how many lessons the former weights are worth; a handful of verdicts must not overturn them
 */
export function learn(lessons: readonly Lesson[], from: Model, trust: number): Model {
	const prior = [from.intercept, ...from.weights];
	const rows = lessons.map(({ features }) => [1, ...features]);
	let weights = [...prior];
	for (let round = 0; round < ROUNDS; round++) {
		const gradient = weights.map((weight, at) => trust * (prior[at]! - weight));
		const curvature = weights.map((_, at) => weights.map((_, to) => (at === to ? trust : 0)));
		for (const [at, row] of rows.entries()) {
			const { isCopy, weight = 1 } = lessons[at]!;
			const likely = 1 / (1 + Math.exp(-dot(weights, row)));
			const surprise = weight * ((isCopy ? 1 : 0) - likely);
			const spread = weight * likely * (1 - likely);
			for (let one = 0; one < row.length; one++) {
				gradient[one]! += surprise * row[one]!;
				for (let two = 0; two < row.length; two++) curvature[one]![two]! += spread * row[one]! * row[two]!;
			}
		}
		const change = solve(curvature, gradient);
		weights = weights.map((weight, at) => weight + change[at]!);
		if (Math.max(...change.map(Math.abs)) < SETTLED) break;
	}
	const [intercept, ...rest] = weights;
	return { ...from, version: from.version + 1, intercept: intercept!, weights: rest };
}

const dot = (a: readonly number[], b: readonly number[]): number =>
	a.reduce((sum, value, at) => sum + value * b[at]!, 0);

/** Solves a small symmetric positive definite system by elimination. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
	const rows = matrix.map((row, at) => [...row, right[at]!]);
	for (const [at, row] of rows.entries()) {
		for (const below of rows.slice(at + 1)) {
			const factor = below[at]! / row[at]!;
			for (let column = at; column < row.length; column++) below[column]! -= factor * row[column]!;
		}
	}
	const answer: number[] = new Array(right.length).fill(0);
	for (let at = rows.length - 1; at >= 0; at--) {
		const row = rows[at]!;
		let rest = row[row.length - 1]!;
		for (let column = at + 1; column < answer.length; column++) rest -= row[column]! * answer[column]!;
		answer[at] = rest / row[at]!;
	}
	return answer;
}
