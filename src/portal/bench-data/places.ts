import type { Random } from '#database/demo/random.ts';
import type { FactUnit } from '#database/facts/units.ts';
import { scaled } from './divide.ts';
import { CORPORATION, LANG_SON, SUBMITTED, TRANG_DINH } from './published.ts';
import { planTops, type TopPlan } from './tops.ts';
import type { Grown } from './tree/grow.ts';
import type { GrownTree } from './tree/grown.ts';

/** Some leaves that together submit a given number in each period: a top-level unit, or one with a figure of its own. */
export interface Place {
	name: string;
	submitted: number[];
	/** Indices of leaves, with running sums of their weights. */
	leaves: number[];
	sums: number[];
}

/** One in so many workplaces submits nothing. */
const SILENT = 7;

/** Divides what top-level units submit: apart from the rest stand the district and the corporation with figures. */
export function planPlaces(
	{ tree, corporation }: Grown,
	total: number,
	random: Random,
): { places: Place[]; tops: TopPlan[] } {
	const tops = planTops(
		total,
		tree.tops.map(({ code, members }) => ({ code, members: members![0]!.members })),
		random,
	);
	const own = new Map([
		[trangDinh(tree).code, TRANG_DINH.submitted],
		[corporation, CORPORATION.submitted],
	]);
	const weights = tree.leaves.map(({ members }) =>
		random.chance(1 / SILENT) ? 0 : (members + 5) ** 0.8 * Math.exp(0.9 * random.normal()),
	);
	const places = tops.flatMap((top): Place[] => {
		const inside = tree.leaves.flatMap((leaf, index) => (leaf.top === top.code ? [index] : []));
		const apart = [...own].filter(([code]) => inside.some((index) => tree.leaves[index]!.parent === code));
		let rest = top.submitted;
		const special = apart.map(([code, published]) => {
			const part = partOf(top.submitted, scaled(published, SUBMITTED, total));
			rest = rest.map((n, period) => n - part[period]!);
			return placeOf(
				code,
				part,
				inside.filter((index) => tree.leaves[index]!.parent === code),
				weights,
			);
		});
		const others = inside.filter((index) => !own.has(tree.leaves[index]!.parent));
		return [placeOf(top.code, rest, others, weights), ...special];
	});
	return { places, tops };
}

/** The district of which figures were published. */
export const trangDinh = (tree: GrownTree): FactUnit =>
	tree
		.shippedBelow(LANG_SON.code, ['district'])
		.find(({ periods }) => periods[0]!.name.includes(TRANG_DINH.name))!;

/** So many of what is submitted in all periods, in each about its share of it, and never more than there is. */
function partOf(submitted: readonly number[], number: number): number[] {
	let [left, of] = [number, submitted.reduce((sum, n) => sum + n, 0)];
	return submitted.map((n) => {
		const part = of === 0 ? 0 : Math.min(n, left, Math.round((left * n) / of));
		left -= part;
		of -= n;
		return part;
	});
}

function placeOf(name: string, submitted: number[], leaves: number[], weights: readonly number[]): Place {
	const silent = leaves.every((leaf) => weights[leaf] === 0);
	let sum = 0;
	const sums = leaves.map((leaf) => {
		sum += silent ? 1 : weights[leaf]!;
		return sum;
	});
	return { name, submitted, leaves, sums };
}

/** One of the leaves, by weight. */
export function drawLeaf({ leaves, sums }: Place, random: Random): number {
	const at = random.next() * sums.at(-1)!;
	let [low, high] = [0, sums.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sums[middle]! > at) high = middle;
		else low = middle + 1;
	}
	return leaves[low]!;
}
