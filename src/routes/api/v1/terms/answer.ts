import { z } from 'zod';
import type { TermView } from '#features/statistics/queries/terms.ts';
import { STATED, termFigures } from '#features/statistics/rules/terms.ts';

const names = z.object({ vi: z.string(), en: z.string() });

/** Local dates, both inclusive. */
export const termAnswer = z.object({
	code: z.string(),
	name: names,
	note: names,
	from: z.string(),
	to: z.string(),
});

/** Counted by the portal; `benefit`: declared đồng of what is approved, as text. */
const counted = z.object({ submitted: z.number(), approved: z.number(), benefit: z.string() });
/** Printed by somebody, never counted here; `initiatives` where it was not said what is meant. */
const stated = z.object({ what: z.enum(STATED), n: z.string(), over: z.boolean(), source: names });

export const termViewAnswer = z.object({
	term: termAnswer,
	unit: z.object({ code: z.string(), name: z.string() }),
	asOf: z.object({ position: z.number(), at: z.string().nullable() }),
	programmes: z.array(z.object({ code: z.string(), name: names, counted, stated: z.array(stated) })),
	sum: counted,
	stated: z.array(stated),
	/** Printed of the whole term less what was printed of its programmes. */
	remainders: z.array(
		z.object({
			as: z.enum(['submitted', 'approved', 'benefit']),
			whole: z.string(),
			parts: z.array(z.string()),
			left: z.string(),
			atMost: z.boolean(),
		}),
	),
});

export const toAnswer = (view: TermView): z.input<typeof termViewAnswer> =>
	termViewAnswer.parse({
		...view,
		programmes: view.programmes.map(({ figures, ...programme }) => ({
			...programme,
			counted: termFigures(figures),
		})),
	});
