import { apportion } from '#features/targets/rules/apportion.ts';

/** Whole numbers in proportion to weights that sum to the total exactly: largest remainders. */
export function divide(total: number, weights: readonly number[]): number[] {
	const scale = 1e9 / Math.max(...weights, 1e-9);
	const parts = weights.map((weight, id) => ({
		id,
		code: String(id).padStart(9, '0'),
		weight: BigInt(Math.round(weight * scale)),
		minimum: 0,
	}));
	const divided = apportion(total, parts, 1);
	if ('obstacle' in divided) throw new Error(`${total} among nobody`);
	return weights.map((_, id) => divided.numbers.get(id)!);
}

/** A published number, scaled from the published whole to another one. */
export const scaled = (published: number, of: number, whole: number): number =>
	Math.round((published * whole) / of);
