import { attainment } from '#features/targets/rules/attainment.ts';
import type { UnitLine } from '../schema/dashboard.ts';
import type { Compared } from '../schema/tables.ts';

export type Result = 'approved' | 'submitted';

/**
 * What a unit is compared by, null where it cannot be told: counts whole, `attained` and `approved_share` in tenths of
 * a percent, `per_members` initiatives for 1,000 members in tenths, `verified` in đồng.
 */
export function comparedBy(line: UnitLine, by: Compared, result: Result): number | null {
	const { counts, target, members, verified } = line;
	const n = counts[result].n;
	switch (by) {
		case 'count':
			return n;
		case 'attained':
			return target && attainment(n, target.number);
		case 'per_members':
			return perThousand(n, members);
		case 'approved_share':
			return attainment(counts.approved.n, counts.submitted.n);
		case 'verified':
			return verified.n > 0 ? Number(verified.benefit) : null;
	}
}

/** Initiatives for 1,000 members, in tenths by the one rounding rule; null without members. */
export const perThousand = (n: number, members: number | null): number | null =>
	members === null ? null : attainment(n * 10, members);

/** The units, most first, those that cannot be compared last; equal ones stay by name. */
export function inOrder(
	lines: readonly UnitLine[],
	by: Compared | 'name',
	result: Result,
): readonly UnitLine[] {
	if (by === 'name') return lines;
	const value = (line: UnitLine) => comparedBy(line, by, result) ?? Number.NEGATIVE_INFINITY;
	return [...lines].sort((a, b) => (value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0));
}
