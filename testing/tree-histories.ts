import type { Random } from '#database/demo/random.ts';
import { moveTallies } from '#features/statistics/commands/move.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { writeTimelines } from '#features/units/commands/timelines.ts';
import { reserveUnits } from '#features/units/commands.ts';
import { anyLeansOn, madeBy } from '#features/units/queries/changes.ts';
import { timelinesOf } from '#features/units/queries/timelines.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { changedFrom, endedFrom, periodOn, type Timeline } from '#features/units/rules/timelines.ts';
import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { CLOSING, type World } from './histories.ts';
import { TODAY } from './world.ts';

/** What a change replaced, so that it can be taken back. */
export type Former = readonly Timeline[];

/**
 * One random change of the tree, dated anywhere from the first submissions until today: a move, a merger, a split,
 * a unit that ends without successor, or an earlier change taken back. Null when it would not be a tree, and when
 * others stand in what would be taken back.
 */
export async function changeTreeAtRandom(
	world: World,
	random: Random,
	done: readonly Former[],
): Promise<Former | null> {
	const from = addDays(TODAY, -random.int(0, 30 + 86 * (random.chance(0.7) ? 1 : 0)));
	const kind = random.weighted([
		['move', 4],
		['merge', 3],
		['split', 2],
		['close', 1],
		['undo', done.length > 0 ? 3 : 0],
	] as const);
	try {
		return await world.db.transaction(async (tx) => {
			const before: Timeline[] = [];
			const after = await changed(tx, world, random, { kind, from, done, before });
			if (after.length === 0) return null;
			await writeTimelines(tx, after);
			// As the portal refuses it: what came to stand in a new unit since has to be taken back first.
			if (kind === 'undo' && (await anyLeansOn(tx, madeBy({ before: after }))))
				throw new Refusal('tree_touched', { status: 409 });
			await moveTallies(
				tx,
				await refreshUnitTree(
					tx,
					TODAY,
					after.map(({ id }) => id),
				),
			);
			for (const { id, periods } of after)
				if (!world.units.includes(id) && periods.length > 0) world.units.push(id);
			return before;
		});
	} catch (error) {
		if (isRefusal(error) && (error.code === 'unit_cycle' || error.code === 'tree_touched')) return null;
		throw error;
	}
}

async function changed(
	tx: Tx,
	world: World,
	random: Random,
	asked: { kind: string; from: LocalDate; done: readonly Former[]; before: Timeline[] },
): Promise<Timeline[]> {
	const { kind, from, done, before } = asked;
	if (kind === 'undo') {
		const former = random.pick(done);
		before.push(
			...(
				await timelinesOf(
					tx,
					former.map(({ id }) => id),
				)
			).values(),
		);
		return [...former];
	}
	const all = await timelinesOf(tx, world.units);
	const standing = [...all.values()].filter((unit) => periodOn(unit, from) && periodOn(unit, TODAY));
	if (standing.length < 3) return [];
	const [first, second] = [random.pick(standing), random.pick(standing)];
	const target = random.chance(0.15) ? world.rootId : second.id;
	if (target === first.id) return [];
	if (kind === 'move') {
		before.push(first);
		return [changedFrom(first, from, { parentId: target })];
	}
	if (kind === 'merge' || kind === 'close') {
		before.push(first);
		return [endedFrom(first, from, kind === 'merge' ? second.id : null)];
	}
	// A new unit beside the first one takes some of what stands below it.
	const code = `${first.code}-${random.int(0, 2 ** 30)}`;
	await reserveUnits(tx, [{ code, sample: false }]);
	const id = (await unitIdsByCode(tx, [code])).get(code)!;
	const at = periodOn(first, from)!;
	const made = { id, code, successorId: null, periods: [{ ...at, name: code, from, to: null }] };
	const moved = standing.filter((unit) => periodOn(unit, from)!.parentId === first.id && random.chance(0.5));
	before.push({ ...made, periods: [] }, ...moved);
	return [made, ...moved.map((unit) => changedFrom(unit, from, { parentId: id }))];
}

/** For a day of the past: the unit above each unit, as its periods of that day say; ended ones as reads place them. */
export async function parentsOn(world: World, day: LocalDate): Promise<Map<number, number | null>> {
	const rows = await world.db.rows<{ id: number; parentId: number | null }>(sql`
		select distinct on (p.unit_id) p.unit_id as id,
			case when upper(p.valid) <= ${day}::date then coalesce(u.successor_id, p.parent_id) else p.parent_id end as "parentId"
		from unit_periods p join units u on u.id = p.unit_id
		where lower(p.valid) <= ${day}::date order by p.unit_id, lower(p.valid) desc`);
	return new Map(rows.map(({ id, parentId }) => [id, parentId]));
}

/** Days whose trees are looked at: in the midst of the submissions, the last of them, and today. */
export const TREES: readonly (LocalDate | null)[] = [
	addDays(CLOSING, -20),
	CLOSING,
	addDays(TODAY, -15),
	null,
];
