/** Weights of the logistic model behind the band «similar»; learnt, not chosen. */
export interface Model {
	/** Names the weights in results. */
	version: number;
	intercept: number;
	/** One for each of `FEATURES`. */
	weights: number[];
	/** Probability from which a pair is similar. */
	similarFrom: number;
}

/**
 * Learnt on made-up pairs, others than those that are measured: `npm run bench screening -- --train --size
 * 20000,100000,400000`. The threshold calls three in a thousand texts similar that copy nothing.
 */
export const SHIPPED_MODEL: Model = {
	version: 1,
	intercept: -12.96,
	weights: [6.85, 11.64, -1.2, 10.55, 7.97, -1.48, 2.67, 7.35, -2.58],
	similarFrom: 0.2,
};

/** How likely it is, as far as the model knows, that one text was made from the other: 0 to 1. */
export function probability({ intercept, weights }: Model, features: readonly number[]): number {
	let sum = intercept;
	for (let at = 0; at < weights.length; at++) sum += weights[at]! * (features[at] ?? 0);
	return 1 / (1 + Math.exp(-sum));
}
