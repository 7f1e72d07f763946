import { afterAll, expect, test } from 'vitest';
import { openDb, type Sql, sql } from '#platform/db/db.ts';
import { testDatabase } from '#testing/database.ts';
import { against } from './check.ts';
import {
	amount,
	hashOf,
	int,
	isZero,
	known,
	makePrint,
	mark,
	type Part,
	type Print,
	sumOf,
	text,
	wide,
} from './print.ts';

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

async function vanish(print: Print, marks: Sql, rows: Sql): Promise<boolean> {
	const asked = sql`select ${isZero(print, sumOf(marks))} as "right" from (${rows}) cells`;
	return (await db.first<{ right: boolean }>(asked))!.right;
}

async function same(expected: readonly Cell[], held: readonly Cell[]): Promise<boolean> {
	const print = makePrint();
	const name = hashOf(print, [int(sql`unit_id`), text(sql`what`)]);
	return vanish(
		print,
		mark(name, amount(print, sql`n`, sql`benefit`)),
		against(KEYS, cells(expected), cells(held)),
	);
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

const FOLDED = 5_000_000_000;
/** Another number that PostgreSQL folds to the same 32 bits before it hashes it. */
const ALIKE = Number(BigInt(FOLDED) ^ (1n << 32n) ^ 1n);

test('numbers of 64 bits that PostgreSQL hashes alike are told apart, as names and as amounts', async () => {
	const print = makePrint();
	const rows = sql`values (1, ${FOLDED}::bigint), (-1, ${ALIKE}::bigint)`;
	const named = sql`select * from (${rows}) v(n, id)`;
	const marks = (parts: Part) => mark(hashOf(print, [parts]), amount(print, sql`n`));
	expect(await vanish(print, marks(int(sql`id`)), named)).toBe(true);
	expect(await vanish(print, marks(wide(sql`id`)), named)).toBe(false);
	const valued = sql`n * ${amount(print, sql`1`, sql`id`)}`;
	expect(await vanish(print, valued, named)).toBe(false);
});

test('an amount that nobody knows is not one of nothing', async () => {
	const print = makePrint();
	const rows = sql`select * from (values (1, null::bigint), (-1, 0)) v(n, amount)`;
	const worth = amount(print, sql`1`, sql`amount`);
	const name = hashOf(print, [known(sql`amount`)]);
	expect(await vanish(print, sql`n * ${mark(name, worth)}`, rows)).toBe(false);
});
