import type { CascadeSettings } from '../schema.ts';
import { apportion, type Obstacle, type Part, stepUp } from './apportion.ts';

/** A unit that a cascade reaches. */
export interface Branch {
	id: number;
	code: string;
	parentId: number;
	/** At the date of the cascade; null where no figure is known. */
	members: number | null;
	/** Approved in the programme or phase that is looked back to. */
	past: number;
}

/** What a cascade comes to. */
export interface Division {
	/** By unit; who gets none is absent. */
	numbers: ReadonlyMap<number, number>;
	/** Units whose number cannot be divided among those below, with the reason; deeper ones get none. */
	obstacles: readonly (Obstacle & { unitId: number })[];
}

type Rules = Pick<CascadeSettings, 'method' | 'total' | 'rate' | 'memberShare' | 'minimum' | 'step'>;

/**
 * Hands a target down a tree, level by level: each unit's number is divided exactly among its children. A child's
 * minimum is also what those below it need at least, so that the next level can be divided.
 * @param top unit whose target is divided
 * @param fixed numbers set by hand, by unit
 */
export function cascade(
	top: number,
	branches: readonly Branch[],
	rules: Rules,
	fixed: ReadonlyMap<number, number>,
): Division {
	if (rules.method === 'rate') return rates(branches, rules, fixed);
	const children = Map.groupBy(branches, (branch) => branch.parentId);
	const needs = needsOf(top, children, rules, fixed);
	const numbers = new Map<number, number>();
	const obstacles: (Obstacle & { unitId: number })[] = [];
	const levels: [unitId: number, total: number][] = [[top, rules.total]];
	for (let next = levels.pop(); next; next = levels.pop()) {
		const [unitId, total] = next;
		const below = children.get(unitId) ?? [];
		if (below.length === 0) continue;
		const weights = weightsOf(below, rules.memberShare);
		const parts = below.map(
			({ id, code }, index): Part => ({
				id,
				code,
				weight: weights[index]!,
				minimum: needs.get(id)!,
				fixed: fixed.get(id),
			}),
		);
		const divided = apportion(total, parts, rules.step);
		if ('obstacle' in divided) {
			obstacles.push({ ...divided.obstacle, unitId });
			continue;
		}
		for (const [id, number] of divided.numbers) {
			numbers.set(id, number);
			levels.push([id, number]);
		}
	}
	return { numbers, obstacles: obstacles.sort((a, b) => a.unitId - b.unitId) };
}

/** What each unit must get so that it and all below it can have their minimum and what is set by hand. */
function needsOf(
	top: number,
	children: ReadonlyMap<number, readonly Branch[]>,
	{ minimum, step }: Rules,
	fixed: ReadonlyMap<number, number>,
): Map<number, number> {
	const needs = new Map<number, number>();
	const need = (id: number): number => {
		const own = fixed.get(id);
		const below = (children.get(id) ?? []).reduce((sum, child) => sum + need(child.id), 0);
		const needed = own ?? stepUp(Math.max(minimum, below), step);
		needs.set(id, needed);
		return needed;
	};
	need(top);
	return needs;
}

/**
 * Weights of siblings: `share` percent of their part of all members, the rest of their part of what was approved.
 * Whole numbers, so that proportions are exact. Where none of them has the one, the other alone decides; a unit
 * whose members are not known has none.
 */
function weightsOf(siblings: readonly Branch[], share: number): bigint[] {
	const members = siblings.map((each) => BigInt(each.members ?? 0));
	const past = siblings.map((each) => BigInt(Math.max(each.past, 0)));
	const [allMembers, allPast] = [total(members), total(past)];
	if (share === 100 || (share > 0 && allPast === 0n)) return members;
	if (share === 0 || allMembers === 0n) return past;
	return siblings.map(
		(_, i) => BigInt(share) * members[i]! * allPast + BigInt(100 - share) * past[i]! * allMembers,
	);
}

const total = (numbers: readonly bigint[]) => numbers.reduce((sum, n) => sum + n, 0n);

/** A share of each unit's own members, to the nearest step, halves up; without a figure of members none. */
function rates(
	branches: readonly Branch[],
	{ rate, minimum, step }: Rules,
	fixed: ReadonlyMap<number, number>,
): Division {
	const numbers = new Map<number, number>();
	for (const { id, members } of branches) {
		const own = fixed.get(id);
		if (own !== undefined) numbers.set(id, own);
		else if (members !== null) {
			const steps = (BigInt(members) * BigInt(rate) * 2n + 1000n * BigInt(step)) / (2000n * BigInt(step));
			numbers.set(id, Math.max(Number(steps) * step, stepUp(minimum, step)));
		}
	}
	return { numbers, obstacles: [] };
}
