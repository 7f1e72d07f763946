/** How a unit's own target stands to those of the units directly below it. */
export interface Gap {
	own: number | null;
	/** Of the children that have a target. */
	sum: number;
	/** Children without one. */
	without: number;
	/** Sum of children − own; null where there is nothing to compare. */
	difference: number | null;
}

/**
 * A parent's target need not equal the sum of its children's; the difference is shown, not hidden.
 * @param children target in force of each child, null for none
 */
export function gapOf(own: number | null, children: readonly (number | null)[]): Gap {
	const given = children.filter((number) => number !== null);
	const sum = given.reduce((all, number) => all + number, 0);
	return {
		own,
		sum,
		without: children.length - given.length,
		difference: own === null || given.length === 0 ? null : sum - own,
	};
}
