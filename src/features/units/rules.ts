import { type Sql, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';

declare const made: unique symbol;

/**
 * How far a reader reaches: everything, or the subtrees below some units (none: nothing).
 * Only `scopeOf` of the people feature makes one from a signed-in person, and every query of protected data
 * takes one, so a query without a decision about reach does not compile.
 */
export interface UnitScope {
	readonly [made]: true;
	readonly all: boolean;
	readonly unitIds: readonly number[];
}

/** For the access rules and for the system's own jobs; nothing else makes a scope (checked by check-layers). */
export function makeScope(reach: { all: true } | { unitIds: readonly number[] }): UnitScope {
	return ('all' in reach
		? { all: true, unitIds: [] }
		: { all: false, unitIds: reach.unitIds }) as unknown as UnitScope;
}

/** A condition: the unit in `column` lies within the scope. Stands in the WHERE of every protected query. */
export function within(scope: UnitScope, column: Sql): Sql {
	if (scope.all) return sql`true`;
	return sql`exists (select 1 from unit_closure reach
		where reach.unit_id = ${column} and reach.ancestor_id = any(${scope.unitIds}::int[]))`;
}

/** Abbreviations that people write for long names and long names for abbreviations, both folded. */
const ABBREVIATIONS: readonly (readonly [string, string])[] = [
	['ldld', 'lien doan lao dong'],
	['cdcs', 'cong doan co so'],
	['tldld', 'tong lien doan lao dong'],
	['tp', 'thanh pho'],
	['kcn', 'khu cong nghiep'],
	['cd', 'cong doan'],
];

/** What a unit is found by: its folded name and code, with abbreviations written both ways. */
export function searchText(name: string, code: string): string {
	const folded = ` ${fold(name)} `;
	let also = '';
	for (const [short, long] of ABBREVIATIONS) {
		if (folded.includes(` ${short} `)) also += ` ${folded.trim().replaceAll(short, long)}`;
		else if (folded.includes(` ${long} `)) also += ` ${folded.trim().replaceAll(long, short)}`;
	}
	return `${folded}${fold(code)}${also}`.trim();
}
