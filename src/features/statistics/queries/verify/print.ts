import { generatePrimeSync, randomInt } from 'node:crypto';
import { join, type Sql, sql } from '#platform/db/db.ts';

/** Random numbers of one run, so that nobody can prepare cells that cancel each other out. */
export interface Print {
	seed: number;
	/** Of 30 bits: products with as many bits of a hash, summed millions of times, still fit. */
	prime: number;
}

export const makePrint = (): Print => ({
	seed: randomInt(2 ** 47),
	prime: Number(generatePrimeSync(30, { bigint: true })),
});

const BITS = sql`1073741823`;

/**
 * PostgreSQL's hash of a record is a sum over its columns, so that cells in a square (two units by two phases) cancel
 * each other out; hashed once more they do not.
 */
const hashOf = (keys: Sql, seed: number): Sql =>
	sql`hashint8extended(hash_record_extended(row(${keys}), ${seed}::bigint), ${seed}::bigint)`;

/**
 * Whether cells come to nothing by `keys`, without looking at each: all add their number and their benefit, times a
 * hash of their key, to two sums modulo a prime. One pass, no order, no groups. A sum that is not zero says that
 * something is left over; two that are zero are wrong once in some hundred million runs.
 * @param keys what names a cell; both sides of `against` must give it the same types, but for the width of integers
 * @param cells `keys, n, benefit`
 * @returns a statement of one row `right`; fails where a benefit is no `bigint`, which is for the exact check to say
 */
export const vanishes = ({ seed, prime }: Print, keys: Sql, cells: Sql): Sql => sql`
	select coalesce(sum((h & ${BITS}) * (n % ${prime}::bigint)) % ${prime}::bigint = 0
		and sum((h >> 33 & ${BITS}) * (benefit % ${prime}::bigint)) % ${prime}::bigint = 0, true) as "right"
	from (select ${hashOf(keys, seed)} as h, n::bigint, benefit::bigint
		from (${cells}) cells) hashed`;

/** Rows that stand once on each side, as cells that come to nothing. */
export const onceEach = (keys: Sql, expected: Sql, held: Sql): Sql => sql`
	select ${keys}, 1 as n, 0 as benefit from (${expected}) expected
	union all select ${keys}, -1, 0 from (${held}) held`;

/** Whether all of several questions are answered with yes. */
export const all = (questions: readonly Sql[]): Sql =>
	sql`select bool_and("right") as "right" from (${join(
		questions.map((question) => sql`(${question})`),
		' union all ',
	)}) answers`;
