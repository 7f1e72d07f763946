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

/** Learnt on generated pairs at 2.4 million texts: `npm run bench screening -- --train`. */
export const SHIPPED_MODEL: Model = {
	version: 1,
	intercept: -6,
	weights: [4, 2, 1, 4, 1, 1, 1, 0, 0],
	similarFrom: 0.5,
};

/** How likely it is, as far as the model knows, that one text was made from the other: 0 to 1. */
export function probability({ intercept, weights }: Model, features: readonly number[]): number {
	let sum = intercept;
	for (let at = 0; at < weights.length; at++) sum += weights[at]! * (features[at] ?? 0);
	return 1 / (1 + Math.exp(-sum));
}
