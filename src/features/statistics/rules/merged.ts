import type { LocalDate } from '#platform/clock/clock.ts';

/** A unit that ended and passed to another. */
export interface Heir {
	/** The unit that ended. */
	id: number;
	/** Its main successor. */
	into: number;
	endedOn: LocalDate;
}

/** A dated number of a unit: its members, or its target. */
export interface Dated {
	number: number;
	/** Local date from which it holds. */
	since: LocalDate;
}

export interface Merged<Own> {
	number: number;
	/** How many numbers are added, and how many of them are those of units that were merged into it. */
	numbers: number;
	merged: number;
	/** The first of the numbers added: its own where it has one. */
	first: Own;
}

/** One of the numbers that are added: of which unit, and which. */
export interface MergedPart<Own> {
	id: number;
	own: Own;
}

/**
 * The numbers that make a unit's once others were merged into it, its own first where it has one: its own, and while
 * that is older than a merger, those of the units that came in with it: a target set before, or a count of members
 * taken before, never spoke for them.
 */
export function mergedParts<Own extends Dated>(
	id: number,
	own: ReadonlyMap<number, Own>,
	heirs: ReadonlyMap<number, readonly Heir[]>,
): MergedPart<Own>[] {
	const mine = own.get(id);
	const came = (heirs.get(id) ?? []).filter(({ endedOn }) => !mine || mine.since < endedOn);
	return [...(mine ? [{ id, own: mine }] : []), ...came.flatMap((heir) => mergedParts(heir.id, own, heirs))];
}

/** What `mergedParts` come to; null where none of the units has a number. */
export function mergedNumber<Own extends Dated>(
	id: number,
	own: ReadonlyMap<number, Own>,
	heirs: ReadonlyMap<number, readonly Heir[]>,
): Merged<Own> | null {
	const parts = mergedParts(id, own, heirs);
	if (parts.length === 0) return null;
	return {
		number: parts.reduce((sum, part) => sum + part.own.number, 0),
		numbers: parts.length,
		merged: parts.filter((part) => part.id !== id).length,
		first: parts[0]!.own,
	};
}
