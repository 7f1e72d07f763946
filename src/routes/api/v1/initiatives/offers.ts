import { z } from 'zod';
import { LEGACY_ENCODINGS } from '#platform/text/repair.ts';

/** Texts that were sent in an old encoding, with their Unicode; nothing was changed. */
export const offers = z
	.array(
		z.object({
			input: z.string().describe('`title`, `authors.1.name`'),
			encoding: z.enum(LEGACY_ENCODINGS),
			unicode: z.string(),
		}),
	)
	.describe('What is in an old encoding or of typed keys, with its Unicode; empty when all is Unicode');
