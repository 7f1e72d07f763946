import { z } from 'zod';
import { LIMITS } from '#features/initiatives/schema.ts';
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

/** The most decisions in one request: a day's queue of one officer. */
export const BULK_MAX = 500;
