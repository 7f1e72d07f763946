import type { Random } from '../../demo/random.ts';
import { SAMPLE_FIGURE, type Tree } from './tree.ts';
import type { createNaming, IN_ZONE } from './workplaces.ts';

/** What the makers of sample units share: the tree, chance, names, and the running number of a CĐCS. */
export interface Workshop {
	tree: Tree;
	random: Random;
	naming: ReturnType<typeof createNaming>;
	/** Next code `CS-00001`, `CS-00002`, …: says nothing, so that it never has to change. */
	nextCode(): string;
}

/** Opens CĐCS at invented workplaces of the given kinds, in turn; `parts` of them get divisions. */
export function addGrassroots(
	{ tree, random, naming, nextCode }: Workshop,
	parent: string,
	kinds: typeof IN_ZONE,
	options: { count: number; start?: number; partsEvery?: number },
): string[] {
	return Array.from({ length: options.count }, (_, index) => {
		const kind = kinds[((options.start ?? 0) + index) % kinds.length]!;
		const name = naming(kind.prefix);
		const code = tree.open({
			code: nextCode(),
			parent,
			name: `CĐCS ${name}`,
			shortName: name,
			kind: 'grassroots',
			province: tree.latest(parent).province,
		});
		count(tree, code, random.int(...kind.members), random);
		const split = options.partsEvery && index % options.partsEvery === 0 && kind.parts?.length;
		if (split) addDivisions(tree, random, code, kind.parts!.slice(0, random.int(2, kind.parts!.length)));
		return code;
	});
}

/** Opens a division for each named part and shares the members of the CĐCS out to them, to the last one. */
export function addDivisions(tree: Tree, random: Random, parent: string, parts: string[]): string[] {
	const { province } = tree.latest(parent);
	const figures = tree.get(parent).members ?? [];
	const weights = parts.map(() => random.int(3, 9));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return parts.map((part, index) => {
		const code = tree.open({
			code: `${parent}.${index + 1}`,
			parent,
			name: `CĐ bộ phận ${part}`,
			shortName: part,
			kind: 'division',
			province,
		});
		const before = weights.slice(0, index).reduce((sum, weight) => sum + weight, 0);
		const cut = (members: number, upTo: number) => Math.floor((members * upTo) / total);
		const members = figures.map((figure) => ({
			...figure,
			members: cut(figure.members, before + weights[index]!) - cut(figure.members, before),
		}));
		tree.setMembers(code, members);
		return code;
	});
}

/** Two dated sample figures, the later one up to a seventh more or less. */
export function count(tree: Tree, code: string, members: number, random: Random): void {
	const later = Math.round(members * (0.86 + 0.28 * random.next()));
	tree.setMembers(code, [
		{ asOf: '2021-12-31', members, source: SAMPLE_FIGURE },
		{ asOf: '2025-12-31', members: later, source: SAMPLE_FIGURE },
	]);
}

/**
 * The members of a unit are those of the units below it, plus `others` where the sample shows only a few of them.
 * A unit has no figure for a day before it began.
 */
export function sumUp(tree: Tree, code: string, others = 0): void {
	const below = tree.children(code).map((unit) => tree.get(unit).members!);
	const began = tree.get(code).periods[0]!.from;
	const figures = below[0]!.map(({ asOf, source }, index) => ({
		asOf,
		members: others + below.reduce((sum, each) => sum + each[index]!.members, 0),
		source,
	}));
	tree.setMembers(
		code,
		figures.filter(({ asOf }) => asOf >= began),
	);
}
