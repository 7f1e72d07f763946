import { empty, join, raw, type Sql, sql } from '#platform/db/db.ts';
import type { Print } from './print.ts';

/** At most this many mismatches of each check are answered; there may be more. */
export const SHOWN = 100;

/** Checks by name: each finds what does not agree, one `detail` (jsonb) a row. None found is what is right. */
export type Checks = Record<string, Sql>;

/** Checks that are made in one statement, because what they read is worked out once for all of them. */
export interface Comparison {
	/** `with …` terms that the checks read. */
	over?: Sql;
	checks: Checks;
}

/** What is checked together. */
export interface Reading {
	comparisons: readonly Comparison[];
	/**
	 * Answers in one row whether all comparisons surely find nothing (`right`), in less time than they take. Where it
	 * does not say so they are made, and they alone decide.
	 */
	quick?: (print: Print) => Sql;
}

export const namesOf = ({ comparisons }: Reading): string[] =>
	comparisons.flatMap(({ checks }) => Object.keys(checks));

/** The statement of a comparison; rows name their check. */
export function statementOf({ over, checks }: Comparison): Sql {
	const parts = Object.entries(checks).map(
		([name, find]) => sql`(select ${raw(`'${name}'`)} as "check", x.detail from (${find}) x limit ${SHOWN})`,
	);
	return sql`${over ? sql`with ${over}` : empty} ${join(parts, ' union all ')}`;
}

/** What is expected and, taken away, what is held: cells that come to nothing where both agree. Either may give one in several rows. */
export const against = (keys: Sql, expected: Sql, held: Sql): Sql => sql`
	select ${keys}, n, benefit from (${expected}) expected
	union all select ${keys}, -n, -benefit from (${held}) held`;

/** What is left over of cells that should come to nothing. One pass and no order, where `except` both ways sorts everything twice. */
export const leftOver = (keys: Sql, cells: Sql): Sql => sql`
	select to_jsonb(x) as detail from (
		select ${keys}, sum(n) as missing, sum(benefit) as missing_benefit from (${cells}) cells
		group by ${keys} having sum(n) <> 0 or sum(benefit) <> 0
	) x`;
