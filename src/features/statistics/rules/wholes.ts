import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import type { Names } from '#features/programmes/schema.ts';
import { type FigureCut, NO_CODE } from '../rules.ts';
import type { Whole } from '../schema/proof.ts';
import type { Result } from '../schema/ranking.ts';
import { AUTHOR_COUNTS, BANDS, type Measure, SUBMISSION_KINDS } from '../schema.ts';

/** States of everything submitted, which sum to it, in the order that people look for them. */
export const PARTED_STATES: readonly Exclude<Measure, 'submitted'>[] = [
	'approved',
	...STATES.filter((state) => state !== 'approved'),
];

/** A part of a whole, and the cut that counts it. */
interface Part {
	code: string;
	/** Null for what is named by its code alone. */
	name: Names | null;
	cut: Partial<FigureCut>;
}

interface Choice {
	code: string;
	name: Names;
}
type Choices = Record<'groups' | 'fields', readonly Choice[]>;

/** All parts of a whole in the order of its table; together they are the whole (`verify` recomputes both). */
export function partsOf(by: Whole, { groups, fields }: Choices): Part[] {
	switch (by) {
		case 'state':
			return PARTED_STATES.map((measure) => ({ code: measure, name: null, cut: { measure } }));
		case 'group':
			return [...groups, NONE].map(({ code, name }) => ({ code, name, cut: { group: code } }));
		case 'field':
			return [...fields, NONE].map(({ code, name }) => ({ code, name, cut: { field: code } }));
		case 'kind':
			return SUBMISSION_KINDS.map((kind) => ({ code: kind, name: null, cut: { kind } }));
		case 'authors':
			return AUTHOR_COUNTS.map((authors) => ({ code: String(authors), name: null, cut: { authors } }));
		case 'band':
			return BANDS.map((_, band) => ({ code: String(band), name: null, cut: { source: 'declared', band } }));
	}
}

const NONE = { code: NO_CODE, name: null };

/** What is parted: only approved initiatives have values that count, and only what came in has states. */
export function countedWhole(by: Whole, measure: Result): Result {
	if (by === 'band') return 'approved';
	return by === 'state' ? 'submitted' : measure;
}
