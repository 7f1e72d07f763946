/** One pair of texts: what the model is given, and whether the one was made from the other. */
export interface Example {
	features: readonly number[];
	copied: boolean;
	weight: number;
}

export interface Fitted {
	intercept: number;
	weights: number[];
}

const ROUNDS = 25;
/** Keeps weights small where the examples do not say: a little of each squared. */
const RIDGE = 1;

/** Logistic regression by Newton's method. */
export function learn(examples: readonly Example[]): Fitted {
	const width = (examples[0]?.features.length ?? 0) + 1;
	const beta = new Float64Array(width);
	for (let round = 0; round < ROUNDS; round++) {
		const gradient = Float64Array.from(beta, (value, at) => (at === 0 ? 0 : -RIDGE * value));
		const curvature = Array.from({ length: width }, (_, at) => {
			const row = new Float64Array(width);
			row[at] = at === 0 ? 1e-6 : RIDGE;
			return row;
		});
		for (const { features, copied, weight } of examples) {
			let sum = beta[0]!;
			for (let at = 1; at < width; at++) sum += beta[at]! * features[at - 1]!;
			const likely = 1 / (1 + Math.exp(-sum));
			const pull = weight * ((copied ? 1 : 0) - likely);
			const bend = weight * likely * (1 - likely);
			for (let row = 0; row < width; row++) {
				const value = row === 0 ? 1 : features[row - 1]!;
				gradient[row]! += pull * value;
				for (let column = 0; column <= row; column++)
					curvature[row]![column]! += bend * value * (column === 0 ? 1 : features[column - 1]!);
			}
		}
		const step = solve(curvature, gradient);
		for (let at = 0; at < width; at++) beta[at]! += step[at]!;
		if (Math.max(...step.map(Math.abs)) < 1e-8) break;
	}
	return { intercept: beta[0]!, weights: [...beta.subarray(1)] };
}

/** Solves a symmetric positive system, of which the lower half is given (Cholesky). */
function solve(lower: Float64Array[], right: Float64Array): Float64Array {
	const n = right.length;
	const l = lower.map((row) => row.slice());
	for (let row = 0; row < n; row++) {
		for (let column = 0; column <= row; column++) {
			let sum = l[row]![column]!;
			for (let at = 0; at < column; at++) sum -= l[row]![at]! * l[column]![at]!;
			l[row]![column] = row === column ? Math.sqrt(sum) : sum / l[column]![column]!;
		}
	}
	const x = right.slice();
	for (let row = 0; row < n; row++) {
		for (let at = 0; at < row; at++) x[row]! -= l[row]![at]! * x[at]!;
		x[row]! /= l[row]![row]!;
	}
	for (let row = n - 1; row >= 0; row--) {
		for (let at = row + 1; at < n; at++) x[row]! -= l[at]![row]! * x[at]!;
		x[row]! /= l[row]![row]!;
	}
	return x;
}
