import { z } from 'zod';
import type { Names } from '#features/programmes/schema.ts';
import type { Permille } from '#features/targets/rules/attainment.ts';
import type { ToldPeriod } from '#features/targets/rules/periods.ts';
import type { Kind } from '#features/targets/schema.ts';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import type { FigureCut } from '../rules.ts';
import type { PlanPoint } from './dashboard.ts';
import { RESULTS, TARGET_CHOICES } from './ranking.ts';

/** What a whole is parted by: what became of what came in, groups, fields, kinds, numbers of authors, bands of value. */
export const WHOLES = ['state', 'group', 'field', 'kind', 'authors', 'band'] as const;
export type Whole = (typeof WHOLES)[number];

/** One number divided by another. */
export const RATIOS = ['attainment', 'excess', 'approved_share', 'per_members'] as const;
export type Ratio = (typeof RATIOS)[number];

/** Distinct persons. */
export const PERSONS = ['registrants', 'authors', 'approved_authors'] as const;
export type Persons = (typeof PERSONS)[number];

/** Figures that are no counts of initiatives, so that a list of those is no proof of them. */
export const PROVEN = [...RATIOS, 'share', 'target', 'plan', 'members', ...PERSONS] as const;
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
		/** Of a share: what parts the whole, which part, and whether parts are weighed by đồng and not counted. */
		by: z.enum(WHOLES).optional(),
		part: code.optional(),
		weighed: z.literal('dong').optional(),
		/** Of a plan: the local date for whose end it is asked. */
		day: localDate.optional(),
	})
	.refine(({ figure, day }) => (figure === 'plan') === (day !== undefined), { path: ['day'] })
	.refine(({ figure, by, part }) => (figure === 'share') === (by !== undefined && part !== undefined), {
		path: ['by'],
	})
	.refine(({ by, weighed }) => weighed === undefined || by === 'band', { path: ['weighed'] })
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

/** One part of a whole. */
export interface ProofShare {
	/** Its code in the ask. */
	part: string;
	/** Of groups and fields; null for what is named by its code alone. */
	name: Names | null;
	/** Its number, or what it weighs in whole đồng: sums pass 2^53. */
	n: string;
	share: Permille | null;
	rows: FigureCut;
}

/** A whole with all its parts: none of their shares can be told without the others, for they sum to 100 % exactly. */
export interface ProofWhole {
	n: string;
	rows: FigureCut;
	parts: ProofShare[];
}

/** The line on which the plan of a day lies, between two corners, and the targets in force that corners come from. */
export interface ProofPlan {
	from: PlanPoint;
	to: PlanPoint;
	targets: { period: ToldPeriod; n: number; kind: Kind; proof: ProofAsk }[];
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
	/** Ratios and shares in tenths of a percent, `per_members` in tenths of an initiative, else whole; null where it cannot be told. */
	value: number | null;
	ratio: { numerator: ProofTerm; denominator: ProofTerm } | null;
	/** They sum to the figure; empty for ratios, shares and plans. */
	parts: ProofPart[];
	/** Of a share. */
	whole: ProofWhole | null;
	/** Of a plan. */
	plan: ProofPlan | null;
	/** The initiatives on which counted authors are named. */
	rows: FigureCut | null;
}
