import { beforeAll, expect, test } from 'vitest';
import { fixedClock, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { fillFacts } from '#portal/facts.ts';
import { testDatabase } from '#testing/database.ts';
import { childrenOn, nodesOf, type UnitOn, unitsAtDepth, unitsOfKindBelow } from './queries/trees.ts';
import { unitByCode } from './queries.ts';

let db: Db;
beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	await fillFacts({ db, clock: fixedClock(startOfLocalDate('2026-01-01')) });
	return () => db.close();
});

const rootId = async () => (await unitByCode(db, 'TLD'))!.id;
const standing = (units: readonly UnitOn[]) => units.filter((unit) => unit.endedOn === null).length;

test.each([
	['2022-06-01', 82, 63],
	['2025-06-30', 82, 63],
	['2025-07-01', 51, 34],
	[null, 51, 34],
] as const)(
	'in the tree of %s there are %i top-level units, %i of them provinces',
	async (day, all, provinces) => {
		expect(standing(await childrenOn(db, await rootId(), day))).toBe(all);
		expect(await unitsAtDepth(db, await rootId(), 1, day)).toHaveLength(all);
		expect(await unitsOfKindBelow(db, await rootId(), 'provincial_federation', day)).toHaveLength(provinces);
	},
);

test('an ended unit stands among the children of its successor', async () => {
	const { id } = (await unitByCode(db, 'LDLD-08'))!;
	const ended = async (day: string | null) =>
		(await childrenOn(db, id, day))
			.filter((unit) => unit.endedOn)
			.map(({ code, endedOn }) => [code, endedOn]);
	expect(await ended(null)).toEqual([['LDLD-02', '2025-07-01']]);
	expect(await ended('2025-06-30')).toEqual([]);
});

test('a unit is its own node today, and none before it stood', async () => {
	const id = await rootId();
	expect(await nodesOf(db, [id], null)).toEqual(new Map([[id, id]]));
	expect(await nodesOf(db, [id], '1900-01-01')).toEqual(new Map());
});
