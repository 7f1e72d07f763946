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
import { changeUnitsByList } from '#features/units/commands/list.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { addUnits } from '#features/units/commands.ts';
import type { ListedUnit } from '#features/units/excel.ts';
import type { PlannedUnit } from '#features/units/queries/plan.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db, Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { changesOf, type Preview, previewOf } from './tree-preview.ts';

/** Brings the tree up to `today`: figures of units that came to stand elsewhere, and roles at those that ended. */
export async function refreshTree(tx: Tx, today: LocalDate): Promise<void> {
	await moveTallies(tx, await refreshUnitTree(tx, today));
	await carryOver(tx, today, startOfLocalDate(today));
}

async function carryOver(tx: Tx, today: LocalDate, now: Date): Promise<void> {
	for (const { id, ended, ahead } of await dueToCarry(tx, today))
		await recordCarried(tx, id, await carryRoles(tx, ended), ahead ? null : now);
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
	return rehearse(db, async (tx) => previewOf(tx, changesOf(await changeUnitTree(tx, change, by))));
}

/**
 * Changes the tree, with figures, and with roles once its day has come; answers the number of its record.
 * @throws Refusal `invalid` with everything that is wrong, `unit_cycle`
 */
export async function decideChange(db: Db, change: TreeChange, by: Deciding): Promise<Changed> {
	return db.transaction((tx) => decideIn(tx, change, by));
}

/** `decideChange` in a transaction of the caller's. */
export async function decideIn(tx: Tx, change: TreeChange, by: Deciding): Promise<Changed> {
	const changed = await changeUnitTree(tx, change, by);
	await moveTallies(tx, changed.move);
	await carryOver(tx, by.today, by.now);
	return changed;
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
 * Says what a list of units would do: row by row, and with all of them what a change decided on the page is shown
 * with; null where a row is wrong or the tree would stay as it is.
 * @throws Refusal `unit_cycle`
 */
export async function previewList(
	db: Db,
	listed: readonly ListedUnit[],
	by: Deciding,
): Promise<{ rows: PlannedUnit[]; preview: Preview | null }> {
	return rehearse(db, async (tx) => {
		const { rows, changed } = await changeUnitsByList(tx, listed, by);
		const changes = changed ? changesOf(changed) : [];
		return { rows, preview: changes.length > 0 ? await previewOf(tx, changes) : null };
	});
}

/**
 * Writes a list of units into the tree, all of it or nothing; answers what each row came to. It is one change, with
 * its record, like those decided on the page; `id` is its number, null when there was nothing to change.
 * @throws Refusal `units_invalid` when a row is wrong: `previewList` says which; `unit_cycle`
 */
export async function importUnits(
	db: Db,
	listed: readonly ListedUnit[],
	by: Deciding,
	name: string,
): Promise<{ rows: PlannedUnit[]; id: number | null }> {
	return db.transaction(async (tx) => {
		const { rows, changed } = await changeUnitsByList(tx, listed, by);
		if (rows.some((row) => row.outcome === 'wrong')) throw new Refusal('units_invalid');
		if (!changed) return { rows, id: null };
		const { before, after, figures, written, move } = changed;
		await moveTallies(tx, move);
		// Where only members are stated anew there is no day from which units are other than they were.
		const from = changesOf(changed)[0]?.from ?? by.today;
		const asked = { file: name, rows: written };
		const id = await recordChange(tx, by, { kind: 'list', from, why: name, asked, before, after, figures });
		await carryOver(tx, by.today, by.now);
		return { rows, id };
	});
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
