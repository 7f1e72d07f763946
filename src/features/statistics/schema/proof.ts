import { z } from 'zod';
import type { Names } from '#features/programmes/schema.ts';
import type { ToldPeriod } from '#features/targets/rules/periods.ts';
import type { Kind } from '#features/targets/schema.ts';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import type { FigureCut } from '../rules.ts';
import { RESULTS, TARGET_CHOICES } from './ranking.ts';

/** One number divided by another. */
export const RATIOS = ['attainment', 'excess', 'approved_share', 'per_members'] as const;
export type Ratio = (typeof RATIOS)[number];

/** Distinct persons. */
export const PERSONS = ['registrants', 'authors', 'approved_authors'] as const;
export type Persons = (typeof PERSONS)[number];

/** Figures that are no counts of initiatives, so that a list of those is no proof of them. */
export const PROVEN = [...RATIOS, 'target', 'members', ...PERSONS] as const;
export type Proven = (typeof PROVEN)[number];

const code = z.string().min(1).max(60);
const localDate = z.string().refine(isLocalDate);

/** A figure as addresses name it. Persons are counted for the whole programme and as of now only. */
export const proofAsk = z
	.object({
		figure: z.enum(PROVEN),
		programme: code,
		unit: code,
		/** Local date of the tree under which the unit is meant; today's unless named. */
		tree: localDate.optional(),
		/** Code of a phase (`gd1`) or quarter (`gd1:2022Q2`); the whole programme unless named. */
		period: z.string().max(60).default(''),
		/** Only what happened until the end of this local date. */
		to: localDate.optional(),
		/** The count that is divided. */
		measure: z.enum(RESULTS).default('approved'),
		/** The target that it is divided by. */
		target: z.enum(TARGET_CHOICES).default('in_force'),
	})
	.refine(({ figure, period, to }) => !isPersons(figure) || (period === '' && to === undefined), {
		path: ['figure'],
	});
export type ProofAsk = z.infer<typeof proofAsk>;

export const isPersons = (figure: Proven): figure is Persons => PERSONS.some((each) => each === figure);
export const isRatio = (figure: Proven): figure is Ratio => RATIOS.some((each) => each === figure);

/** One side of a division, and where its own proof is: the rows of a count, or the proof of another figure. */
export interface ProofTerm {
	name: 'approved' | 'submitted' | 'target' | 'members';
	/** Null where it is not known. */
	n: number | null;
	/** Of a target. */
	kind: Kind | null;
	rows: FigureCut | null;
	proof: ProofAsk | null;
}

/** What a part of a figure stands for. */
export const PART_KINDS = ['unit', 'merged', 'below', 'itself', 'several'] as const;

/**
 * One of the numbers that sum to a figure: a record of the unit or of one that was merged into it, the number of a unit
 * below, what stands at the unit itself, or what is taken off because it is counted in several of these.
 */
export interface ProofPart {
	what: (typeof PART_KINDS)[number];
	code: string | null;
	name: string | null;
	n: number;
	/** The record that states it; null where it is counted or summed. */
	record: { on: LocalDate; source: string | null; kind: Kind | null } | null;
	/** Where it is proven in turn. */
	proof: ProofAsk | null;
}

/** A figure with everything that it follows from. */
export interface Proof {
	ask: ProofAsk;
	programme: { code: string; name: Names };
	unit: { code: string; name: string };
	period: ToldPeriod;
	asOf: { position: number; at: string | null };
	/** Something has happened that the figure does not count yet. */
	later: boolean;
	/** Ratios in tenths of a percent, `per_members` in tenths of an initiative, else whole; null where it cannot be told. */
	value: number | null;
	ratio: { numerator: ProofTerm; denominator: ProofTerm } | null;
	/** They sum to the figure; empty for ratios. */
	parts: ProofPart[];
	/** The initiatives on which counted authors are named. */
	rows: FigureCut | null;
}
