import type { Names } from '#features/programmes/schema.ts';
import type { Figures } from '../schema.ts';

/** What was printed: `initiatives` where it was not said whether submissions or approvals are meant. */
export const STATED = ['initiatives', 'submitted', 'approved', 'benefit', 'awards'] as const;

export interface Stated {
	what: (typeof STATED)[number];
	/** Whole, as text: benefit is in đồng. */
	n: string;
	/** Printed as «over» this number. */
	over: boolean;
	source: Names;
}

/** A programme of a term: what the portal counts, and apart from it what was printed. */
export interface TermProgramme {
	code: string;
	name: Names;
	figures: Figures;
	stated: Stated[];
}

/** Submitted, approved and the declared benefit of what is approved. */
export interface TermSum {
	submitted: number;
	approved: number;
	/** đồng as text. */
	benefit: string;
}

export const termFigures = (figures: Figures): TermSum => ({
	submitted: figures.submitted.n,
	approved: figures.approved.n,
	benefit: figures.approved.benefit,
});

/** What the portal counts in the programmes together. An initiative belongs to one programme: nothing counts twice. */
export function sumOf(programmes: readonly Pick<TermProgramme, 'figures'>[]): TermSum {
	const each = programmes.map(({ figures }) => termFigures(figures));
	return {
		submitted: each.reduce((sum, { submitted }) => sum + submitted, 0),
		approved: each.reduce((sum, { approved }) => sum + approved, 0),
		benefit: String(each.reduce((sum, { benefit }) => sum + BigInt(benefit), 0n)),
	};
}

/** What was printed of a whole term less what was printed of its programmes. */
export interface Remainder {
	/** As which count the term's own number is read. */
	as: 'submitted' | 'approved' | 'benefit';
	whole: string;
	/** What was printed of programmes, that number of those where it is one of «initiatives». */
	parts: string[];
	left: string;
	/** A part was printed as «over» a number: what is left is at most this. */
	atMost: boolean;
}

/**
 * What programmes leave of a term's printed totals: local programmes and other years. Printed numbers are only taken
 * from printed ones, never from what the portal counts. Where it was not said what «initiatives» counts, both
 * readings stand side by side.
 */
export function remainders(
	whole: readonly Stated[],
	programmes: readonly (readonly Stated[])[],
): Remainder[] {
	return (['submitted', 'approved', 'benefit'] as const).flatMap((as): Remainder[] => {
		const among = (stated: readonly Stated[]) =>
			stated.find(({ what }) => what === as) ??
			(as === 'benefit' ? undefined : stated.find(({ what }) => what === 'initiatives'));
		const total = among(whole);
		const parts = programmes.flatMap((stated) => among(stated) ?? []);
		if (!total || parts.length === 0) return [];
		const left = parts.reduce((rest, { n }) => rest - BigInt(n), BigInt(total.n));
		return [
			{
				as,
				whole: total.n,
				parts: parts.map(({ n }) => n),
				left: String(left),
				atMost: parts.some(({ over }) => over),
			},
		];
	});
}
