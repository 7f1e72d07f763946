import type { Tx } from '#platform/db/db.ts';
import { addUnits } from '../commands.ts';
import type { ListedUnit } from '../excel.ts';
import { figuresAt } from '../queries/members.ts';
import { leftBelow, misplacedAmong } from '../queries/misplaced.ts';
import { type PlannedUnit, planUnits } from '../queries/plan.ts';
import { timelinesOf } from '../queries/timelines.ts';
import { unitIdsByCode } from '../queries.ts';
import { type Misplaced, misplacedIssue, newlyMisplaced } from '../rules/places.ts';
import type { UnitRow } from '../schema.ts';
import type { Changed, Deciding, Figures } from './changes.ts';
import { lockTree } from './refresh.ts';

/** What a list did: row by row, and to the tree as a whole. */
export interface ListChanged {
	rows: PlannedUnit[];
	/** Null: a row is wrong, or none says anything new. */
	changed: (Omit<Changed, 'id'> & { figures: Figures; written: number }) | null;
}

/**
 * Writes a list of units into the tree. Where a row is wrong the caller has to take back what was done: what stands
 * wrong below a unit that the list changes is found only once it is written.
 * @throws Refusal `unit_cycle`
 */
export async function changeUnitsByList(
	tx: Tx,
	listed: readonly ListedUnit[],
	by: Deciding,
): Promise<ListChanged> {
	await lockTree(tx);
	const rows = await planUnits(tx, by.scope, listed);
	const units = rows.flatMap((row) => (row.unit && row.outcome !== 'same' ? [row.unit] : []));
	if (units.length === 0 || rows.some((row) => row.outcome === 'wrong')) return { rows, changed: null };

	const codes = [...new Set(units.map(({ code }) => code))];
	const from = units.map((unit) => unit.from).sort()[0]!;
	const known = await unitIdsByCode(tx, codes);
	const was = await timelinesOf(tx, [...known.values()]);
	const misplaced = await misplacedAmong(tx, [...known.values()], from);
	const left = new Set((await leftBelow(tx, [...known.values()])).map(({ code }) => code));
	const figures = await figuresAt(tx, daysOf(units, known));

	const { move } = await addUnits(tx, units, { today: by.today });

	const written = await unitIdsByCode(tx, codes);
	const ids = codes.map((code) => written.get(code)!);
	const wrong = newlyMisplaced(misplaced, await misplacedAmong(tx, ids, from));
	const leaving = (await leftBelow(tx, ids)).filter(({ code }) => !left.has(code));
	if (wrong.length + leaving.length > 0)
		return { rows: withLeaving(withMisplaced(rows, wrong), leaving), changed: null };
	const stands = await timelinesOf(tx, ids);
	const after = ids.map((id) => stands.get(id)!);
	const before = after.map((each) => was.get(each.id) ?? { ...each, successorId: null, periods: [] });
	const stated = { before: figures, after: await figuresAt(tx, daysOf(units, written)) };
	return { rows, changed: { before, after, move, figures: stated, written: units.length } };
}

function daysOf(units: readonly UnitRow[], ids: ReadonlyMap<string, number>) {
	return units.flatMap(({ code, members, membersAsOf }) => {
		const unitId = ids.get(code);
		return unitId !== undefined && members != null && membersAsOf ? [{ unitId, asOf: membersAsOf }] : [];
	});
}

/** Rows that end a unit and say nothing of who takes over what stands below it. */
function withLeaving(rows: readonly PlannedUnit[], leaving: readonly { code: string; count: number }[]) {
	const lefts = new Map(leaving.map((left) => [left.code, left]));
	return rows.map((row): PlannedUnit => {
		const left = lefts.get(row.code);
		const issue = { field: 'successor', code: 'unit_has_below', params: left };
		return left ? { ...row, issues: [...row.issues, issue], outcome: 'wrong' } : row;
	});
}

/** Rows with what they misplace: the unit's own row, else the one of the unit above, which changes its kind. */
function withMisplaced(rows: readonly PlannedUnit[], wrong: readonly Misplaced[]): PlannedUnit[] {
	const listed = new Set(rows.map(({ code }) => code));
	const own = Map.groupBy(wrong, ({ code }) => code);
	const below = Map.groupBy(
		wrong.filter(({ code }) => !listed.has(code)),
		({ above }) => above?.code,
	);
	return rows.map((row) => {
		const issues = [
			...(own.get(row.code) ?? []).map((each) => misplacedIssue('parent', each)),
			...(below.get(row.code) ?? []).map((each) => misplacedIssue('kind', each)),
		];
		return issues.length === 0 ? row : { ...row, issues: [...row.issues, ...issues], outcome: 'wrong' };
	});
}
