import { rebuildTallies } from '#features/statistics/commands/fold.ts';
import { addUnits, refreshUnitTree } from '#features/units/commands.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';

/** Brings the tree up to `today`; when units moved, what was rolled up along the old tree is rolled up anew. */
export async function refreshTree(tx: Tx, today: LocalDate): Promise<void> {
	if (await refreshUnitTree(tx, today)) await rebuildTallies(tx);
}

/** `addUnits`, with the figures rolled up along the new tree. */
export async function changeTree(
	tx: Tx,
	...change: Parameters<typeof addUnits> extends [Tx, ...infer Rest] ? Rest : never
) {
	const result = await addUnits(tx, ...change);
	await rebuildTallies(tx);
	return result;
}
