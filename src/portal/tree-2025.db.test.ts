import { beforeAll, expect, test } from 'vitest';
import {
	FACT_CLUSTERS,
	FACT_UNITS,
	type FactPeriod,
	type FactUnit,
	periodOn,
} from '#database/facts/units.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { verify } from '#features/statistics/queries/verify.ts';
import { addClusters, addUnits, reserveUnits, setSuccessors } from '#features/units/commands.ts';
import { childrenOn, nodesOf } from '#features/units/queries/trees.ts';
import { treeOn, unitByCode } from '#features/units/queries.ts';
import type { TreeChange } from '#features/units/rules/change.ts';
import { makeScope } from '#features/units/rules.ts';
import type { UnitRow } from '#features/units/schema.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { foldAll, makePerson, makeProgramme, newInitiative } from '#testing/world.ts';
import { decideChange, importUnits, undoChange } from './tree.ts';

/** The day on which 63 provinces became 34, districts ended and communes began. */
const DAY = '2025-07-01';
const EVE = '2025-06-30';
const everywhere = makeScope({ all: true });
const by = { scope: everywhere, accountId: null, today: DAY, now: startOfLocalDate(DAY) };
let db: Db;
let programme: Programme;

beforeAll(async () => {
	db = openDb((await testDatabase()).url, { max: 4 });
	await db.transaction(async (tx) => {
		await reserveUnits(tx, FACT_UNITS);
		await addClusters(tx, FACT_CLUSTERS);
		const ended = FACT_UNITS.filter(
			(unit) => unit.periods.at(-1)!.to !== null && unit.periods.at(-1)!.to! < DAY,
		);
		await setSuccessors(
			tx,
			ended.flatMap(({ code, successor }) => (successor ? [{ code, successor }] : [])),
		);
		await addUnits(tx, rowsUntil(DAY), { today: EVE });
	});
	programme = await makeProgramme(db, { code: 'cay' });
	return () => db.close();
});

/** What was known the day before: nothing has an end ahead, and what begins then is not there. */
function rowsUntil(day: string): UnitRow[] {
	return FACT_UNITS.flatMap((unit) =>
		unit.periods
			.filter((period) => period.from < day)
			.map((period) => ({ ...period, code: unit.code, to: period.to && period.to < day ? period.to : null })),
	);
}

const was = (unit: FactUnit) => periodOn(unit, EVE);
const becomes = (unit: FactUnit) => periodOn(unit, DAY);
const ending = FACT_UNITS.filter((unit) => was(unit) && !becomes(unit));
const topLevel = (unit: FactUnit) => was(unit)?.parent === 'TLD';
const why = 'Nghị quyết 202/2025/QH15';
const decide = (change: object) => decideChange(db, { ...change, from: DAY, why } as TreeChange, by);

async function submitAt(code: string): Promise<void> {
	const { id } = (await unitByCode(db, code))!;
	const author = await makePerson(db, 'member', id);
	const initiative = newInitiative(programme, author, id, `Sáng kiến ${code}`);
	await db.transaction((tx) =>
		submitInitiatives(
			tx,
			author.accountId,
			everywhere,
			programme,
			[{ initiative, kind: 'self', key: code }],
			new Date(),
		),
	);
}

const submitted = async (code: string, day: string | null = null) => {
	const { id } = (await unitByCode(db, code))!;
	return (await totals(db, programme.id, (await nodesOf(db, [id], day)).get(id)!)).submitted.n;
};

test('the change of 1/7/2025 is made from the tree of the day before, and comes out as the shipped tree', {
	timeout: 600_000,
}, async () => {
	const leaves = FACT_UNITS.filter((unit) => unit.code.startsWith('CS-') && was(unit)).slice(0, 12);
	const provinces = ['LDLD-02', 'LDLD-08', 'LDLD-38', 'LDLD-35', 'LDLD-36', 'LDLD-37'];
	for (const code of [...leaves.map((leaf) => leaf.code), ...provinces]) await submitAt(code);
	await foldAll(db);
	expect(await submitted('LDLD-37')).toBe(1);
	const before = await treeOn(db, EVE);

	// Communes begin, workplaces go to them from the districts, and these end: one list.
	const listed = FACT_UNITS.flatMap((unit): UnitRow[] => {
		const [old, now] = [was(unit), becomes(unit)];
		const row = (period: FactPeriod, to: string | null) => ({ ...period, code: unit.code, to });
		if (!old && now?.from === DAY) return [row(now, now.to)];
		if (old && !now && !topLevel(unit)) return [{ ...row(old, DAY), successor: unit.successor }];
		if (old && now && old.parent !== now.parent && now.from === DAY && !topLevel(unit))
			return [row(now, now.to)];
		return [];
	});
	const { rows: planned } = await importUnits(
		db,
		listed.map((unit, index) => ({ line: index + 2, code: unit.code, name: unit.name, unit, issues: [] })),
		by,
		'mot-thang-bay.xlsx',
	);
	expect(planned.filter((row) => row.outcome === 'wrong')).toEqual([]);

	// Provinces merge into those that stand, one decision for each of the 34 that takes others in.
	const merging = Map.groupBy(
		ending.filter((unit) => topLevel(unit) && unit.successor),
		(unit) => unit.successor!,
	);
	let last = 0;
	for (const [into, units] of merging)
		last = (await decide({ kind: 'merge', codes: units.map(({ code }) => code), into })).id;
	const closing = ending.filter((unit) => topLevel(unit) && !unit.successor).map(({ code }) => code);
	if (closing.length > 0) last = (await decide({ kind: 'close', codes: closing, successor: null })).id;
	for (const unit of FACT_UNITS.filter((each) => topLevel(each) && becomes(each)?.from === DAY)) {
		const [old, { name, shortName, province }] = [was(unit)!, becomes(unit)!];
		if (old.name !== name || old.shortName !== shortName || old.province !== province)
			last = (await decide({ kind: 'rename', code: unit.code, name, shortName, province })).id;
	}

	const clustered = Map.groupBy(
		FACT_UNITS.filter(
			(unit) => topLevel(unit) && becomes(unit) && was(unit)!.cluster !== becomes(unit)!.cluster,
		),
		(unit) => becomes(unit)!.cluster,
	);
	for (const [cluster, units] of clustered)
		last = (await decide({ kind: 'recluster', codes: units.map(({ code }) => code), cluster })).id;

	const shape = (tree: Awaited<ReturnType<typeof treeOn>>) =>
		tree.map(({ code, name, kind, parentCode }) => [code, name, kind, parentCode]);
	const expected = FACT_UNITS.filter(becomes)
		.map((unit) => [unit.code, becomes(unit)!.name, becomes(unit)!.kind, becomes(unit)!.parent])
		.sort(([a], [b]) => (a! < b! ? -1 : 1));
	const after = shape(await treeOn(db, DAY)).sort(([a], [b]) => (a! < b! ? -1 : 1));
	expect(after).toEqual(expected);
	expect(shape(await treeOn(db, EVE))).toEqual(shape(before));

	const root = (await unitByCode(db, 'TLD'))!;
	const standing = async (day: string) =>
		(await childrenOn(db, root.id, day)).filter(
			(unit) => unit.endedOn === null && unit.kind === 'provincial_federation',
		);
	expect([(await standing(EVE)).length, (await standing(DAY)).length]).toEqual([63, 34]);
	expect((await standing(DAY)).map(({ code, province }) => [code, province]).sort()).toEqual(
		FACT_UNITS.filter((unit) => becomes(unit)?.kind === 'provincial_federation')
			.map((unit) => [unit.code, becomes(unit)!.province])
			.sort(),
	);
	const successors = await db.rows<{ code: string; successor: string }>(sql`
		select u.code, s.code as successor from units u join units s on s.id = u.successor_id order by u.code`);
	expect(new Map(successors.map((row) => [row.code, row.successor]))).toEqual(
		new Map(FACT_UNITS.filter((unit) => unit.successor).map((unit) => [unit.code, unit.successor])),
	);

	// Three provinces of before are one now; each still counts its own in the tree of before.
	expect(await submitted('LDLD-37')).toBe(3);
	expect([
		await submitted('LDLD-35', EVE),
		await submitted('LDLD-36', EVE),
		await submitted('LDLD-37', EVE),
	]).toEqual([1, 1, 1]);
	expect(await submitted('LDLD-38', EVE)).toBe(await submitted('LDLD-38'));
	expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);

	await undoChange(db, last, by);
	expect((await db.snapshot((tx) => verify(tx))).mismatches).toEqual([]);
});
