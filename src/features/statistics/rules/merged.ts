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

/**
 * What a unit's number is once others were merged into it. Its own, and while that is older than a merger, those of
 * the units that came in with it: a target set before, or a count of members taken before, never spoke for them.
 * Null where none of them has a number.
 */
export function mergedNumber<Own extends Dated>(
	id: number,
	own: ReadonlyMap<number, Own>,
	heirs: ReadonlyMap<number, readonly Heir[]>,
): Merged<Own> | null {
	const mine = own.get(id);
	const parts = (heirs.get(id) ?? [])
		.filter(({ endedOn }) => !mine || mine.since < endedOn)
		.map((heir) => mergedNumber(heir.id, own, heirs))
		.filter((part) => part !== null);
	const first = mine ?? parts[0]?.first;
	if (!first) return null;
	const numbers = parts.reduce((n, part) => n + part.numbers, mine ? 1 : 0);
	return {
		number: parts.reduce((sum, part) => sum + part.number, mine?.number ?? 0),
		numbers,
		merged: numbers - (mine ? 1 : 0),
		first,
	};
}
