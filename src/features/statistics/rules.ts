import type { Permille } from '#features/targets/rules/attainment.ts';
import type { Measure, Source, SubmissionKind } from './schema.ts';

/*
 * Percentages follow the one rounding rule (`targets/rules/attainment.ts`). Where parts make a whole (`shares`), each
 * is rounded down to a tenth and the tenths that are left over go to the largest remainders, so that what is printed
 * sums to 100 exactly.
 */

/** What each part is of their sum; the shares of a sum above nothing add up to 1000 exactly. */
export function shares(parts: readonly (number | bigint)[]): (Permille | null)[] {
	const counted = parts.map((part) => (part > 0 ? BigInt(part) : 0n));
	const whole = counted.reduce((sum, part) => sum + part, 0n);
	if (whole === 0n) return parts.map(() => null);
	const exact = counted.map((part) => part * 1000n);
	const rounded = exact.map((value) => Number(value / whole));
	const left = 1000 - rounded.reduce((sum, value) => sum + value, 0);
	exact
		.map((value, index) => ({ index, rest: value % whole }))
		// Equal remainders: the earlier row first, so that a table always prints the same.
		.sort((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.index - b.index))
		.slice(0, left)
		.forEach(({ index }) => {
			rounded[index]! += 1;
		});
	return rounded;
}

/** Where sums of đồng begin to be told in this unit. */
const SCALES = [
	{ scale: 'ty', dong: 1_000_000_000n },
	{ scale: 'trieu', dong: 1_000_000n },
] as const;

/**
 * A sum of đồng as people read it: 33194600000000 is 33.194,6 «tỷ». One decimal, half up, as percentages are.
 * @param dong whole đồng as text: sums pass 2^53
 */
export function readableDong(dong: string): { value: number; scale: 'ty' | 'trieu' | 'dong' } {
	const sum = BigInt(dong);
	const unit = SCALES.find((each) => sum >= each.dong);
	if (!unit) return { value: Number(sum), scale: 'dong' };
	return { value: Number((sum * 20n + unit.dong) / (2n * unit.dong)) / 10, scale: unit.scale };
}

/** Which rows a figure counts. Codes as in addresses; which cuts go together is `rules/cuts.ts`. */
export interface FigureCut {
	programme: string;
	unit: string;
	/** Only what its member units hold, of a cluster whose owner is `unit`. */
	cluster?: string;
	/** Local date of the tree under which the unit is meant; without it today's. */
	tree?: string;
	measure: Measure;
	phase?: string;
	group?: string;
	field?: string;
	kind?: SubmissionKind;
	/** Number of authors; the last of `AUTHOR_COUNTS` is «or more». */
	authors?: number;
	/** Where the value comes from; `declared` while a band alone is named. */
	source?: Source;
	/** Place in `BANDS`. */
	band?: number;
	/** Local date, `yyyy-mm-dd`. */
	day?: string;
	/** First and last local date; `to` alone is what stood at the end of that day. */
	from?: string;
	to?: string;
}

/** What stands for «none given» in place of a group's or field's code. */
export const NO_CODE = '-';
