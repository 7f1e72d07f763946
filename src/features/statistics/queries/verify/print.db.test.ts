import { afterAll, expect, test } from 'vitest';
import { openDb, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { against } from './check.ts';
import { makePrint, vanishes } from './print.ts';

const db = openDb((await testDatabase()).url);
afterAll(() => db.close());

const KEYS = sql`unit_id, what`;
type Cell = readonly [unit: number, what: string, n: number, benefit: number];

/** Cells as a statement. */
const cells = (rows: readonly Cell[]) => {
	const column = (at: number) => rows.map((row) => row[at]);
	return sql`select * from unnest(${column(0)}::int[], ${column(1)}::text[], ${column(2)}::bigint[], ${column(3)}::bigint[])
		v(unit_id, what, n, benefit)`;
};

async function same(expected: readonly Cell[], held: readonly Cell[]): Promise<boolean> {
	const asked = vanishes(makePrint(), KEYS, against(KEYS, cells(expected), cells(held)));
	return (await db.first<{ right: boolean }>(asked))!.right;
}

const HELD: readonly Cell[] = [
	[1, 'a', 2, 500],
	[1, 'b', 1, 0],
	[2, 'a', 1, 99_000_000_000_000],
];

test('what comes to the same in any order and any number of rows is the same', async () => {
	expect(await same(HELD, HELD.toReversed())).toBe(true);
	expect(await same([[1, 'a', 1, 200], ...HELD.slice(1), [1, 'a', 1, 300]], HELD)).toBe(true);
	expect(await same([[3, 'c', 1, 7], ...HELD, [3, 'c', -1, -7]], HELD)).toBe(true);
});

test.each<[string, readonly Cell[]]>([
	['a row too few', HELD.slice(1)],
	['a row twice', [...HELD, HELD[1]!]],
	['another number', [[1, 'a', 3, 500], ...HELD.slice(1)]],
	['another benefit, by one đồng', [...HELD.slice(0, 2), [2, 'a', 1, 99_000_000_000_001]]],
	['number and benefit exchanged', [[1, 'a', 500, 2], ...HELD.slice(1)]],
	['another unit', [[3, 'a', 2, 500], ...HELD.slice(1)]],
])('%s is not', async (_, held) => {
	expect(await same(HELD, held)).toBe(false);
});

test('units and names that changed places with one another are not, whatever their hashes add up to', async () => {
	const square = (first: string, second: string): Cell[] => [
		[1, first, 1, 0],
		[2, second, 1, 0],
	];
	for (let run = 0; run < 20; run++) expect(await same(square('a', 'b'), square('b', 'a'))).toBe(false);
});
