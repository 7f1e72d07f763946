import type { Kind } from '#features/targets/schema.ts';
import type { ProgressMeasure } from '../schema.ts';
import { type Days, expectedBy } from './pace.ts';

/** How a unit stands to its own target on a day. */
export interface Standing {
	unit: { id: number; code: string; name: string };
	/** In force, and which of the four it is. */
	target: { number: number; kind: Kind } | null;
	submitted: number;
	approved: number;
	/** By the end of today under an even pace; null without a target or before the period. */
	expected: number | null;
	/** Expected − result of the measure looked at: above zero when it lags. */
	behind: number | null;
}

/** Groups that a list of units can be narrowed to. */
export const GROUPS = ['behind', 'on_pace', 'nothing', 'no_target'] as const;
export type Group = (typeof GROUPS)[number];

/** Orders: by the part that is reached of what is expected, or by how many initiatives are lacking. */
export const ORDERS = ['ratio', 'gap'] as const;
export type Order = (typeof ORDERS)[number];

export function standingOf(
	unit: Standing['unit'],
	target: Standing['target'],
	results: { submitted: number; approved: number },
	measure: ProgressMeasure,
	days: Days,
): Standing {
	const expected = target === null || days.standing === 'ahead' ? null : expectedBy(target.number, days);
	return {
		unit,
		target,
		submitted: results.submitted,
		approved: results.approved,
		expected,
		behind: expected === null ? null : expected - results[measure],
	};
}

/** Whether a unit belongs to a group; «nothing» cuts across the others: no submission at all. */
export function isIn(group: Group, { behind, submitted, target }: Standing): boolean {
	if (group === 'nothing') return submitted === 0;
	if (group === 'no_target') return target === null;
	if (behind === null) return false;
	return group === 'behind' ? behind > 0 : behind <= 0;
}

/** Those furthest behind first; who has no target comes last, in the order given. */
export function byLag(order: Order): (a: Standing, b: Standing) => number {
	return (a, b) => {
		if (a.behind === null || b.behind === null) return Number(a.behind === null) - Number(b.behind === null);
		if (order === 'gap') return b.behind - a.behind || byRatio(a, b);
		return byRatio(a, b) || b.behind - a.behind;
	};
}

/** By result ÷ expected, compared crosswise so that nothing is rounded; who is expected nothing yet is on pace. */
function byRatio(a: Standing, b: Standing): number {
	const result = ({ expected, behind }: Standing) => (expected === 0 ? 1 : expected! - behind!);
	const whole = ({ expected }: Standing) => expected || 1;
	return result(a) * whole(b) - result(b) * whole(a);
}
