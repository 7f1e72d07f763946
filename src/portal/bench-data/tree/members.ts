import { REFORM } from '#database/facts/make/tree.ts';
import { FACT_UNITS, periodOn } from '#database/facts/units.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { OPENED } from '../published.ts';
import type { GrownTree } from './grown.ts';

export interface MembersRow {
	code: string;
	asOf: LocalDate;
	members: number;
}

/** Figures of the leaves, and of everything above them their sums: under the tree of 2022, and since the reform. */
export function membersOfTree(tree: GrownTree): MembersRow[] {
	const rows: MembersRow[] = [];
	for (const [on, asOf] of [
		[OPENED, '2021-12-31'],
		[REFORM, '2025-12-31'],
	] as const) {
		const parents = parentsOn(tree, on);
		const sums = new Map<string, number>();
		for (const { code, members } of tree.leaves)
			for (let unit = parents.has(code) ? code : null; unit; unit = parents.get(unit) ?? null)
				sums.set(unit, (sums.get(unit) ?? 0) + members);
		// Of the whole, the press gave another figure for the end of 2022, which is shipped.
		for (const [code, members] of sums)
			if (code !== 'TLD' || on !== OPENED) rows.push({ code, asOf, members });
	}
	return rows;
}

/** The unit above each one that stood on a date. */
export function parentsOn(tree: GrownTree, on: LocalDate): Map<string, string | null> {
	const parents = new Map<string, string | null>();
	for (const unit of FACT_UNITS) {
		const period = periodOn(unit, on);
		if (period) parents.set(unit.code, period.parent);
	}
	for (const { code, parent, from, to } of tree.rows)
		if (from <= on && (!to || on < to)) parents.set(code, parent ?? null);
	return parents;
}
