import { z } from 'zod';
import { isLocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';

/** The four numbers a unit may have for one period; they are never mixed. */
export const KINDS = ['guideline', 'assigned', 'registered', 'revised'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What is continued by a later row: a revision goes on the line of what was assigned. The order is that of the one
 * rule of what is in force (docs/decisions/0011-targets.md).
 */
export const LINES = ['assigned', 'registered', 'guideline'] as const;
export type Line = (typeof LINES)[number];

/** What a target is for: the whole programme (both null), a phase, or a calendar quarter of it (`2022Q2`). */
export interface Period {
	phaseId: number | null;
	quarter: string | null;
}

/** Far above any unit's: the whole programme's was 1,000,000. */
export const NUMBER_MAX = 100_000_000;
export const WHY_MAX = 500;
/** Numbers are rounded to whole multiples of one of these. */
export const STEPS = [1, 5, 10, 50, 100] as const;
/** Levels of the tree that one cascade reaches. */
export const LEVELS_MAX = 4;
/** The guideline of the programme's rules: 10 % of members, in tenths of a percent. */
export const GUIDELINE_RATE = 100;
/** Rows of a list of targets. */
export const ROWS_MAX = 20_000;

export const why = z.string().transform(clean).pipe(z.string().max(WHY_MAX));

const count = z.number().int().min(0).max(NUMBER_MAX);

/** How a target is handed down. */
export const cascadeSettings = z.object({
	/** `divide` shares a total out; `rate` gives each a share of its own members, whatever that sums to. */
	method: z.enum(['divide', 'rate']),
	/** To be divided. */
	total: count,
	/** Tenths of a percent of members, for `rate`. */
	rate: z.number().int().min(1).max(10_000),
	/** Percent of the weight that members have; the rest is what was recognised in the past. */
	memberShare: z.number().int().min(0).max(100),
	/** Members are those of the latest figure not after this local date. */
	membersOn: z.string().refine(isLocalDate),
	/** Where past approved initiatives are taken from; null where they have no weight. */
	pastProgrammeId: z.number().int().nullable(),
	pastPhaseId: z.number().int().nullable(),
	/** No unit gets less, unless set by hand. */
	minimum: count,
	step: z.union(STEPS.map((step) => z.literal(step))),
	/** 1: direct children only. */
	levels: z.number().int().min(1).max(LEVELS_MAX),
	why,
});
export type CascadeSettings = z.infer<typeof cascadeSettings>;
