import { expect, test } from 'vitest';
import { createRandom } from '#database/demo/random.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { CLOSING, liveMany, makeWorld, programmeEvents, type World } from '#testing/histories.ts';
import { amount, seed } from '#testing/proof.ts';
import { changeTreeAtRandom, type Former, parentsOn, TREES } from '#testing/tree-histories.ts';
import { foldAll, TODAY } from '#testing/world.ts';
import { foldTallies } from './commands/fold.ts';
import { totalsBy } from './queries/figures.ts';
import {
	byKind,
	byPeriod,
	countsInDays,
	distribution,
	figuresOfNodes,
	peopleOfNodes,
} from './queries/nodes.ts';
import { verify } from './queries/verify.ts';
import { BANDS, MEASURES, type Measure, SOURCES, type Source } from './schema.ts';

const HISTORIES = amount(100, 10_000);
/** Histories on one random tree. */
const BATCH = 50;

test(`tallies equal events over ${HISTORIES} random histories (seed ${seed})`, {
	timeout: 7_200_000,
}, async () => {
	const db = openDb((await testDatabase()).url);
	let changes = 0;
	try {
		let folding = true;
		const folds = (async () => {
			while (folding) await db.transaction(foldTallies);
		})();
		for (let done = 0, batch = 0; done < HISTORIES; done += BATCH, batch++) {
			const random = createRandom(seed + batch);
			const world = await makeWorld(db, random, `B${batch}`);
			const count = Math.min(BATCH, HISTORIES - done);
			// The tree changes while people submit and decide, and what is counted is folded.
			const formers: Former[] = [];
			await Promise.all([
				liveMany(world, `${batch}-a`, count / 2, seed + batch * BATCH),
				(async () => {
					for (let turn = 0; turn < 6; turn++) {
						const former = await changeTreeAtRandom(world, random, formers);
						if (former) formers.push(former);
					}
				})(),
			]);
			await liveMany(world, `${batch}-b`, count - count / 2, seed + batch * BATCH + count);
			changes += formers.length;
			await foldAll(db);
			for (const tree of TREES) await expectFiguresOfEvents(world, tree);
		}
		folding = false;
		await folds;
		const result = await db.snapshot((tx) => verify(tx));
		expect(result.mismatches).toEqual([]);
		// What is right is surely right: nothing had to be compared cell by cell.
		expect(result.exact).toEqual([]);
		expect(result.position).toBe(result.events);
		console.log(
			`${HISTORIES} histories, ${changes} changes of the tree, ${result.events} events, 0 mismatches, seed ${seed}`,
		);
	} finally {
		await db.close();
	}
});

const VIET_NAM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** An initiative as its events leave it, told without the code that figures come from. */
interface Told {
	unitId: number;
	state: string;
	submittedOn: LocalDate;
	/** Days on which it was approved (+1) and lost its approval (−1). */
	approvals: { day: LocalDate; n: number }[];
	phase: number;
	group: number;
	field: number;
	kind: string;
	authors: number;
	values: Record<Source, bigint | null>;
	people: string[];
}

async function tell(world: World): Promise<Told[]> {
	const told = new Map<number, Told>();
	for (const event of await programmeEvents(world.db, world.programme.id)) {
		const day = VIET_NAM.format(event.at);
		const before = told.get(event.initiativeId);
		const approvals = [...(before?.approvals ?? [])];
		const n = Number(event.toState === 'approved') - Number(before?.state === 'approved');
		if (n !== 0) approvals.push({ day, n });
		const value = (each: number | null) => (each === null ? null : BigInt(each));
		told.set(event.initiativeId, {
			unitId: event.unitId,
			state: event.toState,
			submittedOn: before?.submittedOn ?? day,
			approvals,
			phase: event.phaseId,
			group: event.groupId,
			field: event.fieldId,
			kind: event.kind,
			authors: Math.min(event.people.length, 5),
			values: {
				declared: BigInt(event.benefit),
				unit: value(event.unit),
				central: value(event.central),
				verified: value(event.central ?? event.unit),
			},
			people: event.people,
		});
	}
	return [...told.values()];
}

/** Every cut of every unit of a tree against what the events say, added up along the parents of that day. */
async function expectFiguresOfEvents(world: World, tree: LocalDate | null): Promise<void> {
	const { db, programme } = world;
	const told = await tell(world);
	const parents = await parentsOn(world, tree ?? TODAY);
	const below = new Map<number, Told[]>();
	for (const each of told)
		for (let unit: number | null | undefined = each.unitId; unit; unit = parents.get(unit))
			if (parents.has(unit)) below.set(unit, [...(below.get(unit) ?? []), each]);
	const units = [world.rootId, ...world.units].filter((unit) => parents.has(unit));
	const nodes = await nodesOf(db, units, tree);
	expect([...nodes.keys()].sort()).toEqual([...units].sort());
	for (const unit of units) {
		const node = nodes.get(unit)!;
		const here = below.get(unit) ?? [];
		const what = `unit ${unit}, node ${node}, tree ${tree}, seed ${seed}`;
		await expectCounts(db, programme.id, node, here, what);
		await expectValues(db, programme.id, node, here, what);
		await expectDays(db, programme.id, node, here, what);
	}
}

const standing = (told: readonly Told[], measure: Measure) =>
	told.filter(({ state }) => measure === 'submitted' || state === measure);

async function expectCounts(db: Db, programmeId: number, node: number, here: readonly Told[], what: string) {
	const now = (await figuresOfNodes(db, programmeId, [node], null)).get(node)!;
	expect((await figuresOfNodes(db, programmeId, [node], TODAY)).get(node), what).toEqual(now);
	for (const measure of MEASURES) {
		const rows = standing(here, measure);
		expect([what, measure, now[measure].n]).toEqual([what, measure, rows.length]);
		expect([what, measure, now[measure].benefit]).toEqual([what, measure, String(sum(rows, 'declared'))]);
	}
	for (const by of ['phase', 'group', 'field'] as const) {
		const cuts = await totalsBy(db, by, programmeId, node);
		for (const measure of ['submitted', 'approved'] as const)
			expect([what, by, counted(cuts.map(({ id, figures }) => [id, figures[measure].n]))]).toEqual([
				what,
				by,
				counted(standing(here, measure).map((each) => [each[by], 1])),
			]);
	}
	for (const measure of ['submitted', 'approved'] as const)
		expect([
			what,
			counted(
				(await byKind(db, programmeId, node, measure)).map(({ kind, authors, n }) => [
					`${kind} ${authors}`,
					n,
				]),
			),
		]).toEqual([
			what,
			counted(standing(here, measure).map(({ kind, authors }) => [`${kind} ${authors}`, 1])),
		]);
	const approved = standing(here, 'approved');
	expect([what, (await peopleOfNodes(db, programmeId, [node])).get(node)]).toMatchObject([
		what,
		{
			authors: new Set(here.flatMap(({ people }) => people)).size,
			approvedAuthors: new Set(approved.flatMap(({ people }) => people)).size,
		},
	]);
}

async function expectValues(db: Db, programmeId: number, node: number, here: readonly Told[], what: string) {
	for (const source of SOURCES) {
		const bands = await distribution(db, programmeId, node, 'approved', source);
		const rows = standing(here, 'approved').filter(({ values }) => values[source] !== null);
		const expected = BANDS.map((from, band) => {
			const inBand = rows.filter(({ values }) => {
				const value = Number(values[source]);
				return value >= from && value < (BANDS[band + 1] ?? Number.POSITIVE_INFINITY);
			});
			return [inBand.length, String(sum(inBand, source))];
		});
		expect([what, source, bands.map(({ n, benefit }) => [n, benefit])]).toEqual([what, source, expected]);
	}
}

async function expectDays(db: Db, programmeId: number, node: number, here: readonly Told[], what: string) {
	const range = { from: '2000-01-03', to: TODAY };
	const week = (await byPeriod(db, programmeId, node, 'week', range)).filter(
		({ submitted, approved }) => submitted !== 0 || approved !== 0,
	);
	const within = ({ from, to }: { from: string; to: string }) => ({
		submitted: here.filter(({ submittedOn }) => submittedOn >= from && submittedOn <= to).length,
		approved: here
			.flatMap(({ approvals }) => approvals)
			.filter(({ day }) => day >= from && day <= to)
			.reduce((total, { n }) => total + n, 0),
	});
	for (const each of week)
		expect([what, each]).toEqual([what, { from: each.from, to: each.to, ...within(each) }]);
	expect(week.reduce((total, { submitted }) => total + submitted, 0)).toBe(here.length);
	// The day that the programme closed, to 24h; nothing was submitted after it.
	const lastDay = { from: CLOSING, to: CLOSING };
	expect([what, (await countsInDays(db, programmeId, [node], lastDay)).get(node)]).toEqual([
		what,
		within(lastDay),
	]);
	expect(here.filter(({ submittedOn }) => submittedOn > CLOSING)).toEqual([]);
}

const sum = (rows: readonly Told[], source: Source): bigint =>
	rows.reduce((total, { values }) => total + (values[source] ?? 0n), 0n);

/** Sums by key, those that are not 0, in the order of their keys. */
function counted(entries: readonly (readonly [string | number, number])[]): [string, number][] {
	const sums = new Map<string, number>();
	for (const [key, n] of entries) sums.set(String(key), (sums.get(String(key)) ?? 0) + n);
	return [...sums].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}
