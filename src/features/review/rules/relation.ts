/** How two similar initiatives are related; names on screen: locales `screening.relation_<relation>`. */
export const RELATIONS = ['resubmission', 'co_author', 'same_unit', 'other_unit'] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Kinship {
	sameUnit: boolean;
	/** How many authors each has, and how many of the one are authors of the other. */
	authors: number;
	otherAuthors: number;
	shared: number;
}

/**
 * The closest relation of two initiatives: what is harmless in one of them (the same authors came again) is
 * telling in another. A shared author is one account, or one name in one unit: a name alone proves little.
 */
export function relationOf({ sameUnit, authors, otherAuthors, shared }: Kinship): Relation {
	if (shared > 0) return shared === authors && shared === otherAuthors ? 'resubmission' : 'co_author';
	return sameUnit ? 'same_unit' : 'other_unit';
}
