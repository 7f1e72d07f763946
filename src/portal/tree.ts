import { moveTallies } from '#features/statistics/commands/move.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { addUnits } from '#features/units/commands.ts';
import type { ListedUnit } from '#features/units/excel.ts';
import { type PlannedUnit, planUnits } from '#features/units/queries/plan.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db, Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';

/** Brings the tree up to `today`, with the figures of units that came to stand elsewhere. */
export async function refreshTree(tx: Tx, today: LocalDate): Promise<void> {
	await moveTallies(tx, await refreshUnitTree(tx, today));
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

/**
 * Writes a list of units into the tree, all of it or nothing; answers what each row came to.
 * @param options.rehearse does everything and takes it back, to see what only the whole tree can tell
 * @throws Refusal `units_invalid` with issues by row, `unit_cycle`
 */
export async function importUnits(
	db: Db,
	scope: UnitScope,
	listed: readonly ListedUnit[],
	options: { today: LocalDate; rehearse?: boolean },
): Promise<PlannedUnit[]> {
	const { today } = options;
	return db
		.transaction(async (tx) => {
			const planned = await planUnits(tx, scope, listed);
			const wrong = planned.some((row) => row.outcome === 'wrong');
			if (wrong && !options.rehearse) throw new Refusal('units_invalid');
			const rows = planned.flatMap((row) => (row.unit && row.outcome !== 'same' ? [row.unit] : []));
			if (wrong || rows.length === 0) return planned;
			if (!options.rehearse) await changeTree(tx, rows, { today });
			else {
				await addUnits(tx, rows, { today });
				throw new Rehearsed(planned);
			}
			return planned;
		})
		.catch((error) => {
			if (error instanceof Rehearsed) return error.planned;
			throw error;
		});
}

/** Takes a rehearsal back with its transaction. */
class Rehearsed extends Error {
	readonly planned: PlannedUnit[];
	constructor(planned: PlannedUnit[]) {
		super('rehearsed');
		this.planned = planned;
	}
}
