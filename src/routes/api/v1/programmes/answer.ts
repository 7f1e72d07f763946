import { z } from 'zod';
import type { Programme } from '#features/programmes/schema.ts';

const names = z.object({ vi: z.string(), en: z.string() });
/** Local dates, both inclusive. */
const dates = z.object({ from: z.string(), to: z.string() });
const choice = z.object({ code: z.string(), name: names });

export const programmeAnswer = z.object({
	code: z.string(),
	name: names,
	description: names,
	status: z.enum(['open', 'closed']),
	application: dates,
	submission: dates,
	requiredFields: z.array(z.string()),
	returnDays: z.number(),
	phases: z.array(choice.extend({ ...dates.shape, target: z.number().nullable() })),
	campaigns: z.array(choice.extend(dates.shape)),
	groups: z.array(choice),
	fields: z.array(choice),
	reasons: z.array(choice.extend({ kind: z.enum(['return', 'reject', 'revoke']) })),
	levels: z.array(
		choice.extend({
			level: z.number(),
			action: z.enum(['confirm', 'review']),
			heldAt: z.enum(['unit', 'superior', 'top', 'root']),
		}),
	),
});

/** A programme by codes alone: ids are the database's own. */
export const toAnswer = (programme: Programme) => programmeAnswer.parse(programme);
