import { z } from 'zod';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import { cubeOf } from './rules/cuts.ts';

/**
 * What is counted. `submitted` counts first submissions on their local date, for ever; every other measure is a
 * state and counts what stands in it now, on the local date it came there. The states of a unit always sum to
 * what was submitted.
 */
export const MEASURES = ['submitted', ...STATES] as const;
export type Measure = (typeof MEASURES)[number];

export interface Figure {
	n: number;
	/** Declared benefit, đồng: sums pass 2^53, so they stay exact as bigint and travel as text. */
	benefit: string;
}

export type Figures = Record<Measure, Figure>;

export const noFigures = (): Figures =>
	Object.fromEntries(MEASURES.map((measure) => [measure, { n: 0, benefit: '0' }])) as Figures;

/** Where a value in đồng comes from; `verified` is the centre's, where there is none that of the unit's side. */
export const SOURCES = ['declared', 'unit', 'central', 'verified'] as const;
export type Source = (typeof SOURCES)[number];

/** Smallest value of each band of benefit, đồng; band 0 is «none stated», the last has no upper end. */
export const BANDS = [
	0, 1, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 500_000_000_000,
] as const;

/** How an initiative came in: by its author, by an officer for the author, from a list. */
export const SUBMISSION_KINDS = ['self', 'proxy', 'import'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

/** Numbers of authors that are told apart; the last is «so many or more». */
export const AUTHOR_COUNTS = [1, 2, 3, 4, 5] as const;

/** Distinct persons, never initiatives: who joined, who is named on something submitted, on something approved. */
export interface People {
	registrants: number;
	authors: number;
	approvedAuthors: number;
}

export const PERIODS = ['day', 'week', 'month', 'quarter'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** Local dates, both inclusive. */
export interface DateRange {
	from: LocalDate;
	to: LocalDate;
}

/** Every published number is as of one position in the sequence of events. */
export interface AsOf {
	position: number;
	/** When the last counted event happened. */
	at: Date;
}

const code = z.string().min(1).max(60);

const localDate = z.string().refine(isLocalDate);

/** A figure as addresses name it: what is counted, for which unit and programme, and how it is cut. */
export const figureCut = z
	.object({
		programme: code,
		unit: code,
		cluster: code.optional(),
		tree: localDate.optional(),
		measure: z.enum(MEASURES),
		phase: code.optional(),
		group: code.optional(),
		field: code.optional(),
		kind: z.enum(SUBMISSION_KINDS).optional(),
		authors: z.coerce.number().int().min(1).max(AUTHOR_COUNTS.length).optional(),
		source: z.enum(SOURCES).optional(),
		band: z.coerce
			.number()
			.int()
			.min(0)
			.max(BANDS.length - 1)
			.optional(),
		day: localDate.optional(),
		from: localDate.optional(),
		to: localDate.optional(),
	})
	.refine((cut) => cubeOf(cut) !== null, { path: ['measure'] })
	.refine(({ day, from, to }) => !(day && (from || to)) && !(from && !to), { path: ['day'] });
