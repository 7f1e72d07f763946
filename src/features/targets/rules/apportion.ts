/** One of the units that a number is divided among. */
export interface Part {
	id: number;
	/** Breaks ties, so that the order in which parts come says nothing. */
	code: string;
	weight: bigint;
	/** It gets no less. */
	minimum: number;
	/** Set by hand; nothing changes it. */
	fixed?: number;
}

/** Why a number cannot be divided exactly; the codes are locale keys `errors.<code>`. */
export interface Obstacle {
	code: 'cascade_fixed_over' | 'cascade_fixed_under' | 'cascade_minimum_over' | 'cascade_no_weight';
	params: Record<string, number>;
}

/** The least multiple of a step that is no less than a number. */
export const stepUp = (number: number, step: number) => Math.ceil(number / step) * step;

/**
 * Divides a number among parts in proportion to their weights by largest remainders; the parts sum to it exactly.
 *
 * - What is set by hand stays, and the rest is divided among the others.
 * - Each of these gets a multiple of `step` and no less than its minimum, rounded up to a step. Whose proportional
 *   part is below its minimum gets the minimum, and the others share what is left.
 * - Steps that are left over go to the largest remainders; of equal ones to the larger weight, then to the code that
 *   comes first.
 * - What is left below one step goes to the part of the largest weight, of equal ones to the code that comes first.
 */
export function apportion(
	total: number,
	parts: readonly Part[],
	step: number,
): { numbers: Map<number, number> } | { obstacle: Obstacle } {
	const numbers = new Map<number, number>();
	for (const part of parts) if (part.fixed !== undefined) numbers.set(part.id, part.fixed);
	const free = parts.filter((part) => part.fixed === undefined).sort(byCode);
	const left = total - sum([...numbers.values()]);
	const needed = sum(free.map((part) => stepUp(part.minimum, step)));
	const obstacle = obstacleTo(left, needed, free);
	if (obstacle) return { obstacle };
	if (free.length === 0) return { numbers };

	const odd = left % step;
	const { share, rest, weight } = settleMinimums(left - odd, free, step, numbers);
	const steps = BigInt(rest / step);
	const quotas = share.map((part) => ({
		part,
		whole: weight > 0n ? (steps * part.weight) / weight : 0n,
		remainder: weight > 0n ? (steps * part.weight) % weight : 0n,
	}));
	let over = Number(steps - quotas.reduce((all, { whole }) => all + whole, 0n));
	quotas.sort((a, b) => compare(b.remainder, a.remainder) || heavier(a.part, b.part));
	for (const { part, whole } of quotas) numbers.set(part.id, (Number(whole) + (over-- > 0 ? 1 : 0)) * step);
	const heaviest = free.toSorted(heavier)[0]!;
	numbers.set(heaviest.id, numbers.get(heaviest.id)! + odd);
	return { numbers };
}

function obstacleTo(left: number, needed: number, free: readonly Part[]): Obstacle | null {
	if (left < 0) return { code: 'cascade_fixed_over', params: { over: -left } };
	if (free.length === 0) return left === 0 ? null : { code: 'cascade_fixed_under', params: { left } };
	if (needed > left) return { code: 'cascade_minimum_over', params: { needed, left } };
	if (left > needed && free.every((part) => part.weight === 0n))
		return { code: 'cascade_no_weight', params: { left: left - needed } };
	return null;
}

/** Gives those their minimum whose proportional part lies below it, until nobody's does; answers who shares the rest. */
function settleMinimums(total: number, free: readonly Part[], step: number, numbers: Map<number, number>) {
	let share = [...free];
	let rest = total;
	let weight = share.reduce((all, part) => all + part.weight, 0n);
	for (;;) {
		const least = (part: Part) => stepUp(part.minimum, step);
		// Without weights nothing is shared: all get their minimum.
		const below = share.filter((part) =>
			weight > 0n ? BigInt(rest) * part.weight < BigInt(least(part)) * weight : true,
		);
		if (below.length === 0) return { share, rest, weight };
		const settled = new Set(below);
		for (const part of below) {
			numbers.set(part.id, least(part));
			rest -= least(part);
			weight -= part.weight;
		}
		share = share.filter((part) => !settled.has(part));
	}
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
const byCode = (a: Part, b: Part) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
const heavier = (a: Part, b: Part) => compare(b.weight, a.weight) || byCode(a, b);
