import { generatePrimeSync, randomInt } from 'node:crypto';
import { type Sql, sql } from '#platform/db/db.ts';

/** Random numbers of one run, so that nobody can prepare cells that cancel each other out. */
export interface Print {
	seed: number;
	/** Of 30 bits: products with as many bits of a hash, summed millions of times, still fit. */
	prime: number;
	/** What one đồng is worth beside one initiative. */
	weight: number;
}

export function makePrint(): Print {
	const prime = Number(generatePrimeSync(30, { bigint: true }));
	return { seed: randomInt(2 ** 47), prime, weight: randomInt(1, prime) };
}

/**
 * What a cell adds to a sum that is zero, modulo the prime, where as much is added as taken away: its number and its
 * benefit, times a hash of its key. Of cells that do not cancel each other out the sum is zero once in some hundred
 * million runs. An expression of type `bigint`; fails where a benefit is no `bigint`, which the comparison is to say.
 *
 * PostgreSQL's hash of a record is itself a sum over its columns, in which two units by two phases cancel each other
 * out; hashed once more they do not.
 * @param keys expressions that name the cell; of the same types on both sides, but for the width of integers
 */
export const mark = (
	{ seed, prime, weight }: Print,
	keys: Sql,
	n: Sql = sql`1`,
	benefit: Sql = sql`0`,
): Sql => sql`
	(hashint8extended(hash_record_extended(row(${keys}), ${seed}::bigint), ${seed}::bigint) & 1073741823)
		* (((${n})::bigint % ${prime}::bigint + ${weight}::bigint * ((${benefit})::bigint % ${prime}::bigint)) % ${prime}::bigint)`;

/** The sum of the marks of many rows, one for each, in the query that reads them. */
export const sumOf = (marks: Sql): Sql => sql`coalesce(sum(${marks}), 0)`;

export const isZero = ({ prime }: Print, sum: Sql): Sql => sql`(${sum}) % ${prime}::bigint = 0`;

/**
 * Whether cells come to nothing by `keys`, without looking at each: one pass, no order, no groups.
 * @param cells `keys, n, benefit`
 * @returns a statement of one row `right`
 */
export const vanishes = (print: Print, keys: Sql, cells: Sql): Sql => sql`
	select ${isZero(print, sumOf(mark(print, keys, sql`n`, sql`benefit`)))} as "right" from (${cells}) cells`;
