import { unitsWithWork } from '#features/initiatives/queries/open-work.ts';
import { bringRolesBack, carryRoles } from '#features/people/commands/carry.ts';
import { moveTallies } from '#features/statistics/commands/move.ts';
import {
	type Changed,
	changeUnitTree,
	type Deciding,
	dueToCarry,
	recordCarried,
	recordChange,
	undoUnitChange,
} from '#features/units/commands/changes.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { addUnits } from '#features/units/commands.ts';
import type { ListedUnit } from '#features/units/excel.ts';
import { type PlannedUnit, planUnits } from '#features/units/queries/plan.ts';
import { timelinesOf } from '#features/units/queries/timelines.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db, Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { type Preview, previewOf } from './tree-preview.ts';

/** Brings the tree up to `today`: figures of units that came to stand elsewhere, and roles at those that ended. */
export async function refreshTree(tx: Tx, today: LocalDate): Promise<void> {
	await moveTallies(tx, await refreshUnitTree(tx, today));
	await carryOver(tx, today, startOfLocalDate(today));
}

async function carryOver(tx: Tx, today: LocalDate, now: Date): Promise<void> {
	for (const { id, ended } of await dueToCarry(tx, today))
		await recordCarried(tx, id, await carryRoles(tx, ended), now);
}

/** `addUnits`, with the figures moved along. */
export async function changeTree(
	tx: Tx,
	...change: Parameters<typeof addUnits> extends [Tx, ...infer Rest] ? Rest : never
) {
	const { move, ...result } = await addUnits(tx, ...change);
	await moveTallies(tx, move);
	return result;
}

/** Says what a change of the tree would do, by doing it and taking it back. */
export async function previewChange(db: Db, change: TreeChange, by: Deciding): Promise<Preview> {
	return rehearse(db, async (tx) => previewOf(tx, change.from, await changeUnitTree(tx, change, by)));
}

/**
 * Changes the tree, with figures, and with roles once its day has come; answers the number of its record.
 * @throws Refusal `invalid` with everything that is wrong, `unit_cycle`
 */
export async function decideChange(db: Db, change: TreeChange, by: Deciding): Promise<Changed> {
	return db.transaction(async (tx) => {
		const changed = await changeUnitTree(tx, change, by);
		await moveTallies(tx, changed.move);
		await carryOver(tx, by.today, by.now);
		return changed;
	});
}

/**
 * Takes a change of the tree back, with figures and roles.
 * @throws Refusal `not_found`, `tree_undone`, `tree_touched_since`; `unit_in_use` for a new unit that has become used
 */
export async function undoChange(db: Db, id: number, by: Deciding): Promise<Changed> {
	return db.transaction(async (tx) => {
		const undone = await undoUnitChange(tx, id, by, (carried) => bringRolesBack(tx, carried));
		const never = undone.after.filter(({ periods }) => periods.length === 0);
		const used = await unitsWithWork(
			tx,
			never.map((each) => each.id),
		);
		const first = never.find((each) => used.has(each.id));
		if (first) throw new Refusal('unit_in_use', { status: 409, params: { code: first.code } });
		await moveTallies(tx, undone.move);
		return undone;
	});
}

/**
 * Writes a list of units into the tree, all of it or nothing; answers what each row came to. It is one change, with
 * its record, like those decided on the page.
 * @param options.rehearse does everything and takes it back, to see what only the whole tree can tell
 * @throws Refusal `units_invalid` with issues by row, `unit_cycle`
 */
export async function importUnits(
	db: Db,
	listed: readonly ListedUnit[],
	by: Deciding,
	options: { name: string; rehearse?: boolean },
): Promise<PlannedUnit[]> {
	const write = async (tx: Tx) => {
		const planned = await planUnits(tx, by.scope, listed);
		const wrong = planned.some((row) => row.outcome === 'wrong');
		if (wrong && !options.rehearse) throw new Refusal('units_invalid');
		const rows = planned.flatMap((row) => (row.unit && row.outcome !== 'same' ? [row.unit] : []));
		if (wrong || rows.length === 0) return planned;
		const codes = [...new Set(rows.map(({ code }) => code))];
		const known = await timelinesOf(tx, [...(await unitIdsByCode(tx, codes)).values()]);
		const { move } = await addUnits(tx, rows, { today: by.today });
		if (options.rehearse) return planned;
		await moveTallies(tx, move);
		const after = [...(await timelinesOf(tx, [...(await unitIdsByCode(tx, codes)).values()])).values()];
		const before = after.map((each) => known.get(each.id) ?? { ...each, successorId: null, periods: [] });
		const from = rows.map((row) => row.from).sort()[0]!;
		const asked = { file: options.name, rows: rows.length };
		await recordChange(tx, by, { kind: 'list', from, why: options.name, asked, before, after });
		await carryOver(tx, by.today, by.now);
		return planned;
	};
	return options.rehearse ? rehearse(db, write) : db.transaction(write);
}

/** Runs work in a transaction that is taken back, and answers what it found. */
async function rehearse<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
	let found: { value: T } | undefined;
	await db
		.transaction(async (tx) => {
			found = { value: await work(tx) };
			throw new Rehearsed('rehearsed');
		})
		.catch((error) => {
			if (!(error instanceof Rehearsed)) throw error;
		});
	return found!.value;
}

class Rehearsed extends Error {}
