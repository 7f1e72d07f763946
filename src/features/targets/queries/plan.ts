import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { within } from '#features/units/rules.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { lineOf, nextKind } from '../rules/lines.ts';
import { periodsOf, samePeriod } from '../rules/periods.ts';
import { type Kind, NUMBER_MAX, type Period } from '../schema.ts';
import { type Published, targetsOf } from './targets.ts';

/** A number that somebody wants to publish. */
export interface AskedTarget extends Period {
	unitId: number;
	kind: Kind;
	number: number;
}

/** What it comes to: a row of some kind, nothing (`same`), or nothing because it is wrong. */
export interface PlannedTarget {
	asked: AskedTarget;
	kind: Kind | 'same' | null;
	/** The latest row of its line, which a new one names. */
	former: Published | null;
	issues: Issue[];
}

/** What a person may do with the targets of a unit: the unit above assigns, the unit itself registers. */
export interface Reach {
	/** Guideline, assigned and revised. Those of the root are set by whoever may assign at the root. */
	assigns: boolean;
	registers: boolean;
}

/** How far a person reaches in the targets of some units; a unit they reach in no way is absent. */
export async function reachOf(
	db: Reader,
	actor: Actor,
	unitIds: readonly number[],
): Promise<Map<number, Reach>> {
	const [assign, register] = [scopeOf(actor, 'assign_targets'), scopeOf(actor, 'register_targets')];
	const rows = await db.rows<Reach & { id: number }>(sql`
		select t.unit_id as id, ${within(register, sql`t.unit_id`)} as registers,
			case when u.code = ${ROOT_CODE} then ${assign.all} else ${within(assign, sql`t.parent_id`)} end as assigns
		from unit_today t join units u on u.id = t.unit_id where t.unit_id = any(${unitIds}::int[])`);
	return new Map(
		rows
			.filter(({ assigns, registers }) => assigns || registers)
			.map(({ id, ...reach }) => [id, reach] as const),
	);
}

/**
 * Holds numbers against the rules and what stands, writing nothing: what each would become, and why it cannot.
 * Form, cascade and list all go through here.
 */
export async function planTargets(
	db: Reader,
	actor: Actor,
	programme: Programme,
	asked: readonly AskedTarget[],
): Promise<PlannedTarget[]> {
	const unitIds = [...new Set(asked.map(({ unitId }) => unitId))];
	const reach = await reachOf(db, actor, unitIds);
	const periods = periodsOf(programme);
	const standing = new Map<string, Awaited<ReturnType<typeof targetsOf>>>();
	for (const each of asked) {
		const key = periodKey(each);
		if (!standing.has(key))
			standing.set(key, await targetsOf(db, programme.id, unitIds, { ...each, latest: true }));
	}
	const seen = new Set<string>();
	return asked.map((each) => {
		const line = lineOf(each.kind);
		const former = standing.get(periodKey(each))?.get(each.unitId)?.lines[line] ?? null;
		const issues: Issue[] = [];
		const may = reach.get(each.unitId);
		// Nothing else is said of a unit out of reach, so that it answers as one that does not exist.
		if (!may)
			return {
				asked: each,
				kind: null,
				former: null,
				issues: [{ field: 'unit', code: 'target_unit_unknown' }],
			};
		if (line === 'registered' ? !may.registers : !may.assigns)
			issues.push({ field: 'kind', code: line === 'registered' ? 'target_not_yours' : 'target_set_above' });
		if (!periods.some((period) => samePeriod(period, each)))
			issues.push({ field: 'period', code: 'target_period_unknown' });
		if (!Number.isInteger(each.number) || each.number < 0 || each.number > NUMBER_MAX)
			issues.push({ field: 'number', code: 'target_number_invalid', params: { max: NUMBER_MAX } });
		const key = `${each.unitId} ${periodKey(each)} ${line}`;
		if (seen.has(key)) issues.push({ field: 'unit', code: 'target_twice' });
		seen.add(key);
		const kind = nextKind(each.kind, former ?? undefined, each.number);
		if (kind === null) issues.push({ field: 'kind', code: 'target_nothing_to_revise' });
		return { asked: each, kind, former, issues };
	});
}

const periodKey = ({ phaseId, quarter }: Period) => `${phaseId} ${quarter}`;
