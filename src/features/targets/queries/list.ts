import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import type { Reader } from '#platform/db/db.ts';
import type { ListedTarget } from '../excel.ts';
import { type PlannedTarget, planTargets, reachOf } from './plan.ts';

/** What a row of a list comes to. */
export const OUTCOMES = ['wrong', 'new', 'revised', 'same'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface PlannedRow extends ListedTarget {
	outcome: Outcome;
	plan: PlannedTarget | null;
}

/** Holds a list against the same rules as the page, writing nothing. Rows that name no unit are wrong. */
export async function planList(
	db: Reader,
	actor: Actor,
	programme: Programme,
	listed: readonly ListedTarget[],
): Promise<PlannedRow[]> {
	const ids = await unitIdsByCode(
		db,
		listed.map(({ code }) => code),
	);
	const readable = listed.filter(({ asked }) => asked !== null);
	// A code that names no unit reads as one outside the person's reach: 0 is nobody's id.
	const planned = await planTargets(
		db,
		actor,
		programme,
		readable.map(({ code, asked }) => ({ ...asked!, unitId: ids.get(code) ?? 0 })),
	);
	const plans = new Map(readable.map((row, index) => [row, planned[index]!]));
	const reach = await reachOf(db, actor, [...ids.values()]);
	return listed.map((row) => {
		const plan = plans.get(row) ?? null;
		const issues = [...row.issues, ...(plan?.issues ?? [])];
		if (!plan && row.code && !reach.has(ids.get(row.code) ?? 0))
			issues.unshift({ field: 'unit', code: 'target_unit_unknown' });
		if (issues.length > 0 || !plan) return { ...row, issues, plan, outcome: 'wrong' };
		const outcome = plan.kind === 'same' ? 'same' : plan.former?.number != null ? 'revised' : 'new';
		return { ...row, issues, plan, outcome };
	});
}
