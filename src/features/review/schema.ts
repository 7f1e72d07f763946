import { z } from 'zod';
import { STATES, VALUATIONS } from '#features/initiatives/rules/life-cycle.ts';
import { BENEFIT_MAX, LIMITS } from '#features/initiatives/schema.ts';
import { BANDS } from '#features/similarity/schema.ts';
import { clean } from '#platform/text/fold.ts';

export const DECISIONS = ['confirm', 'approve', 'return', 'reject', 'revoke'] as const;

/** One decision on one initiative; bulk decisions are a list of them. */
export const decisionRequest = z.object({
	id: z.coerce.number().int().positive(),
	/** The version the decider saw; a later change refuses the decision. */
	seq: z.coerce.number().int().positive().optional(),
	action: z.enum(DECISIONS),
	reason: z.string().max(40).optional(),
	note: z
		.string()
		.max(LIMITS.note * 2)
		.transform(clean)
		.pipe(z.string().max(LIMITS.note))
		.default(''),
});
export type DecisionRequest = z.infer<typeof decisionRequest>;

/** What a benefit is worth as somebody verified it, or that this is taken back. */
export const valuationRequest = decisionRequest.pick({ id: true, seq: true, note: true }).extend({
	action: z.enum(VALUATIONS),
	/** Whole đồng, 0 among them; null to take it back. */
	value: z.number().int().min(0).max(BENEFIT_MAX).nullable().default(null),
});
export type ValuationRequest = z.infer<typeof valuationRequest>;

/** The most initiatives in one sample: some weeks of an auditor's work. */
export const SAMPLE_MAX = 500;

/** The most decisions in one request: a day's queue of one officer. */
export const BULK_MAX = 500;

/** A decision on the rows chosen in a queue, each named `id.seq`: the initiative at the version that was seen. */
export const bulkRequest = z.object({
	action: z.enum(['pass', 'return', 'reject']),
	reason: z.string().max(40).default(''),
	note: decisionRequest.shape.note,
	rows: z.array(
		z
			.string()
			.regex(/^\d{1,15}\.\d{1,9}$/)
			.transform((text) => {
				const [id, seq] = text.split('.').map(Number);
				return { id: id!, seq: seq! };
			}),
	),
});

export const VIEWS = ['waiting', 'scope'] as const;

/** What screening found, as a queue is narrowed by it; `unjudged`: likenesses that nobody has judged yet. */
export const SCREENED = ['unjudged', ...BANDS, 'unscreened'] as const;

/**
 * How values stand, as a list is narrowed by it: of those that declare a sum, what nobody has verified, what the
 * centre has not, and what was verified at something else than was declared. Largest declared value first.
 */
export const VALUED = ['unverified', 'not_centrally', 'differs'] as const;

const code = z.string().trim().max(40).catch('').default('');
const cursor = z
	.string()
	.regex(/^(?:\d{4}-\d\d-\d\d( [\d:.]{8,15}(?:[+-]\d\d(?::?\d\d)?))?|\d{1,15})~\d{1,15}$/)
	.optional()
	.catch(undefined);

/** What a queue is narrowed by, as its address says it; what an address says wrongly is passed over. */
export const queueFilter = z.object({
	/** `waiting`: what this person may decide now; `scope`: all they may read. */
	view: z.enum(VIEWS).catch('waiting').default('waiting'),
	/** Only in the `scope` view. */
	state: z.enum(STATES).catch('in_review').default('in_review'),
	/** Code of a programme; '' for every one. */
	programme: code,
	/** Id of a unit: that one and all below it. */
	unit: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
	/** Number of a review level, or `appeal`. */
	level: z
		.string()
		.regex(/^(\d{1,2}|appeal)$/)
		.catch('')
		.default(''),
	/** Codes of the programme's lists. */
	field: code,
	group: code,
	band: z.enum(SCREENED).or(z.literal('')).catch('').default(''),
	value: z.enum(VALUED).or(z.literal('')).catch('').default(''),
	/** Submitted more than this many days ago. */
	age: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
	/** Words of the title, with or without marks, or a code; of more than 200 letters the first ones. */
	q: z
		.string()
		.trim()
		.overwrite((text) => text.slice(0, 200))
		.catch('')
		.default(''),
	/** Cursor of a row: the page that follows, or the one before. */
	after: cursor,
	before: cursor,
});
export type QueueFilter = z.output<typeof queueFilter>;

export const PAGE_ROWS = 50;

export const VERDICTS = ['confirmed_copy', 'not_a_copy', 'later_edition'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** Longest reason of a verdict, in characters. */
export const VERDICT_NOTE_MAX = 1_000;

/** What a reviewer judges of two initiatives, or takes back. */
export const verdictRequest = z.object({
	verdict: z.enum([...VERDICTS, 'withdrawn']),
	note: z
		.string()
		.max(VERDICT_NOTE_MAX * 2)
		.transform(clean)
		.pipe(z.string().max(VERDICT_NOTE_MAX))
		.default(''),
	/** The latest verdict that the judge saw, 0 when there was none; a later one refuses this. */
	seen: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
export type VerdictRequest = z.infer<typeof verdictRequest>;
