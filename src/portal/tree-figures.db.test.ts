import { expect, test } from 'vitest';
import { createRandom, type Random } from '#database/demo/random.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { moveTallies } from '#features/statistics/commands/move.ts';
import { rebuildTallies } from '#features/statistics/commands/rebuild.ts';
import { statementOf } from '#features/statistics/queries/verify/check.ts';
import { CUBE_NAMES } from '#features/statistics/rules/cubes.ts';
import { refreshUnitTree } from '#features/units/commands/refresh.ts';
import { writeTimelines } from '#features/units/commands/timelines.ts';
import { reserveUnits } from '#features/units/commands.ts';
import { timelinesOf } from '#features/units/queries/timelines.ts';
import { TREE_CHECKS } from '#features/units/queries/tree-checks.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { changedFrom, endedFrom, periodOn, type Timeline } from '#features/units/rules/timelines.ts';
import { makeScope } from '#features/units/rules.ts';
import type { UnitKind } from '#features/units/schema.ts';
import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, raw, sql, type Tx } from '#platform/db/db.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { testDatabase } from '#testing/database.ts';
import { amount, seed } from '#testing/proof.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { refreshTree } from './tree.ts';

/** Worlds of their own, for a tree that has been changed hundreds of times is nobody's and takes ever longer to compare. */
const SEEDS = Array.from({ length: amount(1, 60) }, (_, index) => seed + index);
const CHANGES = amount(25, 50);
/** Days back to which changes are dated, and forward. */
const BACK = 40;

interface World {
	db: Db;
	programme: Programme;
	/** Ids; the root is not among them. */
	units: number[];
	rootId: number;
	people: Actor[];
	reviewer: Actor;
	/** What stood before a change, to be put back as an undo would. */
	former: Timeline[];
}

test.each(SEEDS)(
	`figures moved by ${CHANGES} changes of the tree are those counted anew (seed %i)`,
	{
		timeout: 600_000,
	},
	async (seed) => {
		const db = openDb((await testDatabase()).url, { max: 4 });
		try {
			const random = createRandom(seed);
			const world = await makeWorld(db, random);
			let today = TODAY;
			let changed = 0;
			for (let turn = 0; turn < CHANGES; turn++) {
				if (random.chance(0.3) && today < addDays(TODAY, 80)) today = addDays(today, random.int(1, 3));
				await db.transaction((tx) => refreshTree(tx, today));
				if (random.chance(0.4)) await submitSome(world, random);
				if (random.chance(0.5)) await foldAll(db);
				if (await changeOnce(world, random, today)) changed++;
				await foldAll(db);
				const what = `turn ${turn}, ${today}, seed ${seed}`;
				await expectAsCountedAnew(db, what);
				if (turn % 3 === 0) await expectTreeOf(world, addDays(today, -random.int(0, BACK)), what);
			}
			expect(changed).toBeGreaterThan(CHANGES / 3);
			// Or the harder half of counting authors would not have been tried.
			expect(await db.rows(sql`select 1 from author_places where several and approved > 0`)).not.toEqual([]);
		} finally {
			await db.close();
		}
	},
);

async function makeWorld(db: Db, random: Random): Promise<World> {
	const shape: [string, string, UnitKind][] = [];
	for (let index = 0; index < 30; index++)
		shape.push([`G-${index}`, index < 4 ? 'TLD' : shape[random.int(0, index - 1)]![0], 'grassroots']);
	const units = await makeUnits(db, shape);
	const programme = await makeProgramme(db, {
		code: 'cay',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
	});
	const rootId = units.get('TLD')!.id;
	const ids = [...units.values()].map(({ id }) => id).filter((id) => id !== rootId);
	const people = await Promise.all(ids.slice(0, 12).map((id) => makePerson(db, 'member', id)));
	const reviewer = await makePerson(db, 'reviewer', rootId);
	return { db, programme, units: ids, rootId, people, reviewer, former: [] };
}

/** Somebody enters initiatives of different workplaces, which makes many authors of several; half are approved. */
async function submitSome({ db, programme, units, people, reviewer }: World, random: Random): Promise<void> {
	const open = await db.rows<{ id: number }>(
		sql`select unit_id as id from unit_today where ended_on is null and unit_id = any(${units}::int[]) order by 1`,
	);
	const by = random.pick(people);
	const submissions = Array.from({ length: random.int(1, 4) }, (_, index) => ({
		initiative: newInitiative(
			programme,
			random.pick(people),
			random.pick(open).id,
			`Sáng kiến ${random.next()}`,
			{
				benefit: random.int(0, 9) * 1_000_000,
			},
		),
		kind: 'self' as const,
		key: `${random.next()}-${index}`,
	}));
	const now = startOfLocalDate(TODAY);
	await db.transaction(async (tx) => {
		const scope = makeScope({ all: true });
		const made = await submitInitiatives(tx, by.accountId, scope, programme, submissions, now);
		const requests = made.flatMap(({ id }) =>
			random.chance(0.5) ? [{ id, action: 'approve' as const, note: '' }] : [],
		);
		await decide(tx, reviewer, [programme], requests, now);
	});
}

/** One change of one unit or of several, from a day before, on or after today; answers whether the tree took it. */
async function changeOnce(world: World, random: Random, today: LocalDate): Promise<boolean> {
	const from = random.chance(0.5) ? today : addDays(today, random.int(-BACK, 4));
	try {
		const changed = await world.db.transaction(async (tx) => {
			const before = random.chance(0.1) ? [await newUnit(tx, world)] : await someUnits(tx, world, random);
			const together = random.chance(0.5) ? random.pick(world.units) : null;
			const after: Timeline[] = [];
			for (const each of before) {
				const other = together ?? (random.chance(0.1) ? world.rootId : random.pick(world.units));
				const now = await otherwise(tx, world, random, each, other, from);
				if (now) after.push(now);
			}
			if (after.length === 0) return [];
			await writeTimelines(tx, after);
			await moveTallies(
				tx,
				await refreshUnitTree(
					tx,
					today,
					after.map(({ id }) => id),
				),
			);
			return before.filter(({ id }) => after.some((each) => each.id === id));
		});
		world.former.push(...changed);
		for (const { id } of changed) if (!world.units.includes(id)) world.units.push(id);
		return changed.length > 0;
	} catch (error) {
		if (isRefusal(error) && error.code === 'unit_cycle') return false;
		throw error;
	}
}

/** One unit, some, or all that stand right below one. */
async function someUnits(tx: Tx, { units }: World, random: Random): Promise<Timeline[]> {
	const ids = random.chance(0.3)
		? (
				await tx.rows<{ id: number }>(sql`select unit_id as id from unit_today
					where parent_id = ${random.pick(units)} order by 1`)
			).map(({ id }) => id)
		: Array.from({ length: random.chance(0.3) ? 3 : 1 }, () => random.pick(units));
	return [...(await timelinesOf(tx, ids)).values()].sort((a, b) => a.id - b.id);
}

async function newUnit(tx: Tx, { units }: World): Promise<Timeline> {
	const code = `N-${units.length}`;
	await reserveUnits(tx, [{ code, sample: false }]);
	const id = (await unitIdsByCode(tx, [code])).get(code)!;
	return { id, code, successorId: null, periods: [] };
}

async function otherwise(
	tx: Tx,
	{ former }: World,
	random: Random,
	timeline: Timeline,
	other: number,
	from: LocalDate,
): Promise<Timeline | null> {
	if (random.chance(0.15))
		return former.findLast(({ id, periods }) => id === timeline.id && periods.length > 0) ?? null;
	const there = (await timelinesOf(tx, [other])).get(other)!.periods[0];
	if (other === timeline.id || !there || there.from > from) return null;
	const last = timeline.periods.at(-1);
	if (!last || (last.to !== null && last.to <= from)) {
		const now = {
			name: timeline.code,
			shortName: null,
			kind: 'grassroots' as const,
			clusterId: null,
			province: null,
		};
		const periods = [...timeline.periods, { ...now, from, to: null, parentId: other }];
		return { ...timeline, periods };
	}
	if (!periodOn(timeline, from)) return null;
	// No plan lets a unit end on its first day: it would never have been, and what it holds would stand nowhere.
	if (timeline.periods[0]!.from < from && random.chance(0.3))
		return endedFrom(timeline, from, random.chance(0.7) ? other : null);
	return changedFrom(timeline, from, { parentId: other });
}

/** Nodes are what the periods say, and every tally is what counting from the events gives. */
async function expectAsCountedAnew(db: Db, what: string): Promise<void> {
	expect(await db.rows(statementOf(TREE_CHECKS)), what).toEqual([]);
	await db
		.transaction(async (tx) => {
			const moved = await tallies(tx);
			await rebuildTallies(tx);
			expect(moved, what).toEqual(await tallies(tx));
			throw new Error('taken back');
		})
		.catch((error: Error) => {
			if (error.message !== 'taken back') throw error;
		});
}

async function tallies(tx: Tx): Promise<string[]> {
	const tables = [
		...CUBE_NAMES.map((cube) => [cube, 'n <> 0 or benefit <> 0'] as const),
		['tally_people', 'n <> 0'],
	];
	const rows: { row: string }[] = [];
	for (const [table, holds] of tables)
		rows.push(
			...(await tx.rows<{ row: string }>(
				sql`select ${table} || to_jsonb(t)::text as row from ${raw(table!)} t where ${raw(holds!)}`,
			)),
		);
	return rows.map(({ row }) => row).sort();
}

/** Under the tree of a day each unit counts what stood below it on that day, whatever came after. */
async function expectTreeOf(
	{ db, units, rootId, programme }: World,
	day: LocalDate,
	what: string,
): Promise<void> {
	const timelines = await timelinesOf(db, [...units, rootId]);
	const exists = (timeline: Timeline) => timeline.periods.some((period) => period.from <= day);
	const parentOn = (id: number): number | null => {
		const timeline = timelines.get(id)!;
		const last = timeline.periods.filter((period) => period.from <= day).at(-1)!;
		return last.to !== null && last.to <= day ? (timeline.successorId ?? last.parentId) : last.parentId;
	};
	const own = new Map(
		(
			await db.rows<{ id: number; n: number }>(sql`select unit_id as id, own_n as n from tally_by_unit
				where programme_id = ${programme.id} and measure = 'submitted' and own_n <> 0`)
		).map(({ id, n }) => [id, n]),
	);
	const standing = [...timelines.values()].filter(exists).map(({ id }) => id);
	const expected = new Map(standing.map((id) => [id, 0]));
	for (const id of standing)
		for (let at: number | null = id; at !== null && expected.has(at); at = parentOn(at))
			expected.set(at, expected.get(at)! + (own.get(id) ?? 0));
	const nodes = await nodesOf(db, standing, day);
	// Born after that day: counted by the node that they came into, apart from what stood then.
	const born = await db.rows<{ id: number; n: number }>(sql`
		select c.node_id as id, sum(t.own_n)::int as n from node_units c join tally_by_unit t on t.unit_id = c.unit_id
		where c.node_id = any(${[...nodes.values()]}::int[]) and t.programme_id = ${programme.id}
			and t.measure = 'submitted' and not (t.unit_id = any(${standing}::int[])) group by 1`);
	const counted = await db.rows<{ id: number; n: number }>(sql`select unit_id as id, n from tally_by_unit
		where programme_id = ${programme.id} and measure = 'submitted'`);
	const later = new Map(born.map(({ id, n }) => [id, n]));
	const at = new Map(counted.map(({ id, n }) => [id, n]));
	const found = standing.map((id) => {
		const node = nodes.get(id)!;
		return [timelines.get(id)!.code, (at.get(node) ?? 0) - (later.get(node) ?? 0)];
	});
	expect(found, `tree of ${day}, ${what}`).toEqual(
		standing.map((id) => [timelines.get(id)!.code, expected.get(id)]),
	);
}
