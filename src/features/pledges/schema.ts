import { z } from 'zod';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';

/**
 * What a unit may pledge. Those before `by_hand` are figures of the portal in the pledge's year: submissions and
 * approvals on their local dates; `per_thousand` approvals for each 1,000 members and `attainment` approvals ÷ the
 * target in force of the whole programme, both in tenths; `verified` the verified benefit of what stands approved, in
 * triệu đồng. `by_hand` is scored by the head.
 */
export const CRITERIA = [
	'submitted',
	'approved',
	'per_thousand',
	'attainment',
	'verified',
	'by_hand',
] as const;
export type CriterionKind = (typeof CRITERIA)[number];

export const CRITERIA_MOST = 8;
export const POINTS_MOST = 1000;
export const NUMBER_MOST = 100_000_000;
export const TEXT_MOST = 500;

const text = z.string().transform(clean).pipe(z.string().max(TEXT_MOST));
const filled = z.string().transform(clean).pipe(z.string().min(1).max(TEXT_MOST));
/** Tenths of a point. */
const points = z
	.number()
	.int()
	.min(0)
	.max(POINTS_MOST * 10);

export const criterion = z.object({
	/** Stays with it when the draft is changed. */
	id: z.number().int().min(1).max(1000),
	kind: z.enum(CRITERIA),
	/** In the cluster's own words; empty for those that the portal counts. */
	name: text,
	/** Most points, whole. */
	most: z.number().int().min(1).max(POINTS_MOST),
});
export type Criterion = z.infer<typeof criterion>;

/** What one result of a unit came to; frozen when the pledge is closed. */
const cell = z.object({
	criterion: z.number(),
	pledged: z.number().nullable(),
	/** Counted, in the criterion's unit; null for what is scored by hand, or where nothing can be counted. */
	reached: z.number().nullable(),
	/** Tenths; null while the head has not scored it. */
	points: z.number().nullable(),
});
export const scored = z.object({
	unit: z.object({ id: z.number(), code: z.string(), name: z.string() }),
	signed: z.boolean(),
	cells: z.array(cell),
	total: z.number(),
	place: z.number(),
});
export type Scored = z.infer<typeof scored>;
export type Cell = z.infer<typeof cell>;

/** What an entry says, by kind. Numbers by criterion id. */
export const ENTRIES = {
	draft: z.object({ title: filled, criteria: z.array(criterion).min(1).max(CRITERIA_MOST) }),
	numbers: z.object({ numbers: z.record(z.string(), z.number().int().min(1).max(NUMBER_MOST)) }),
	/** Of what was signed: the entries that held the criteria and the unit's own numbers. */
	sign: z.object({ draftId: z.number(), numbersId: z.number().nullable() }),
	self: z.object({ criterion: z.number(), points, evidence: filled }),
	head: z.object({ criterion: z.number(), points, reason: filled }),
	close: z.object({ asOf: z.string().refine(isLocalDate), position: z.number(), results: z.array(scored) }),
	publish: z.object({}),
	undo: z.object({}),
} as const;
export type EntryKind = keyof typeof ENTRIES;

/** One thing that was done. */
export type Entry = {
	[Kind in EntryKind]: {
		id: number;
		kind: Kind;
		unitId: number | null;
		data: z.infer<(typeof ENTRIES)[Kind]>;
		by: string;
		at: Date;
		undoesId: number | null;
	};
}[EntryKind];

export interface YearSpan {
	from: LocalDate;
	to: LocalDate;
}

/** The days of a pledge's year, both inclusive. */
export const yearSpan = (year: number): YearSpan => ({ from: `${year}-01-01`, to: `${year}-12-31` });
