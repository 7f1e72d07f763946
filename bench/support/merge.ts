import { moveTallies } from '#features/statistics/commands/move.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { writeTimelines } from '#features/units/commands/timelines.ts';
import { timelinesOf } from '#features/units/queries/timelines.ts';
import { unitByCode, unitsBelow } from '#features/units/queries.ts';
import { changedFrom, endedFrom } from '#features/units/rules/timelines.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Tx } from '#platform/db/db.ts';

/** The first unit ends, the second takes over with all that stood below it. Answers milliseconds of tree and figures. */
export async function mergeUnits(tx: Tx, code: string, into: string, from: LocalDate, today: LocalDate) {
	const [gone, stays] = [(await unitByCode(tx, code))!, (await unitByCode(tx, into))!];
	const children = await unitsBelow(tx, gone.id);
	const timelines = await timelinesOf(tx, [gone.id, ...children.map(({ id }) => id)]);
	const after = [...timelines.values()].map((each) =>
		each.id === gone.id ? endedFrom(each, from, stays.id) : changedFrom(each, from, { parentId: stays.id }),
	);
	const began = performance.now();
	await writeTimelines(tx, after);
	const moves = await refreshUnitTree(
		tx,
		today,
		after.map(({ id }) => id),
	);
	const tree = performance.now() - began;
	await moveTallies(tx, moves);
	return { tree, move: performance.now() - began - tree };
}
