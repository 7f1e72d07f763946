import { generatePrimeSync, randomInt } from 'node:crypto';
import { join, type Sql, sql } from '#platform/db/db.ts';

/** Random numbers of one run, so that nobody can prepare cells that cancel each other out. */
export interface Print {
	seed: number;
	/** Of 30 bits: products with as many bits of a hash, summed millions of times, still fit. */
	prime: number;
	/** What one đồng of each amount is worth beside one initiative. */
	weights: readonly number[];
}

export function makePrint(): Print {
	const prime = Number(generatePrimeSync(30, { bigint: true }));
	return { seed: randomInt(2 ** 47), prime, weights: Array.from({ length: 3 }, () => randomInt(1, prime)) };
}

/**
 * A column of what names a cell: goes into the hash of those before it. One after the other costs half of what a
 * hash of a record does, which in PostgreSQL is besides a plain sum over its columns.
 */
export type Part = (before: Sql) => Sql;

/** A number of 32 bits, whatever its type. */
export const int =
	(value: Sql): Part =>
	(before) =>
		sql`hashint8extended(${value}, ${before})`;
/** A number of 64 bits: PostgreSQL folds it to 32 before it hashes, and numbers that fold alike are easily found. */
export const wide =
	(value: Sql): Part =>
	(before) =>
		sql`hashint8extended((${value}) >> 32, hashint8extended(${value}, ${before}))`;
export const text =
	(value: Sql): Part =>
	(before) =>
		sql`hashtextextended(${value}, ${before})`;
export const date = (value: Sql): Part => int(sql`${value} - date '2000-01-01'`);
/** As a record of one: PostgreSQL 15 has no function that hashes bytes by themselves. */
export const bytes =
	(value: Sql): Part =>
	(before) =>
		sql`hash_record_extended(row(${value}), ${before})`;
/** A moment; folded to 32 bits like any number if it were not taken as bytes. */
export const instant = (value: Sql): Part => bytes(sql`timestamptz_send(${value})`);
/** Whether each of some amounts is there at all: null is another thing than none. */
export const known = (...amounts: Sql[]): Part =>
	int(
		join(
			amounts.map((amount, at) => sql`(${amount} is null)::int * ${2 ** at}::int`),
			' + ',
		),
	);

/** A hash of 64 bits to go on from. */
export const hashOf = ({ seed }: Print, parts: readonly Part[], from: Sql = sql`${seed}::bigint`): Sql =>
	parts.reduce((before, part) => part(before), from);

/** A hash as a number that takes part in products. */
export const factor = (hash: Sql): Sql => sql`(${hash} & 1073741823)`;

/** A product of two numbers of 31 bits, of 30 again. */
export const product = ({ prime }: Print, one: Sql, other: Sql): Sql =>
	sql`((${one}) * (${other}) % ${prime}::bigint)`;

/** How many, and how much of at most three amounts in đồng; fails where one is no `bigint`, which the comparison is to say. */
export const amount = ({ prime, weights }: Print, n: Sql, ...amounts: Sql[]): Sql => {
	const parts = amounts.map(
		(of, at) => sql`${weights[at]!}::bigint * (coalesce(${of}, 0)::bigint % ${prime}::bigint)`,
	);
	return sql`((${join([sql`(${n})::bigint % ${prime}::bigint`, ...parts], ' + ')}) % ${prime}::bigint)`;
};

/**
 * What a cell adds to a sum that is zero, modulo the prime, where as much is added as taken away: its amount times a
 * hash of its name. Of cells that do not cancel each other out the sum is zero once in some hundred million runs. An
 * expression of type `bigint`.
 */
export const mark = (name: Sql, of: Sql = ONE): Sql => sql`(${factor(name)} * ${of})`;
const ONE = sql`1::bigint`;

/** The sum of the marks of many rows, one for each, in the query that reads them. */
export const sumOf = (marks: Sql): Sql => sql`coalesce(sum(${marks}), 0)`;

export const isZero = ({ prime }: Print, sum: Sql): Sql => sql`(${sum}) % ${prime}::bigint = 0`;
