import { z } from 'zod';
import { MEASURES } from '#features/statistics/schema.ts';
import { KINDS } from '#features/targets/schema.ts';

export const names = z.object({ vi: z.string(), en: z.string() });

/** `benefit`: declared đồng as text, for sums pass 2^53. */
const figure = z.object({ n: z.number(), benefit: z.string() });
const figures = z.record(z.enum(MEASURES), figure);
/** `-` and null stand for initiatives that name none. */
const cut = z.object({ code: z.string(), name: names.nullable(), figures });

/** The number in force by the rule of docs/decisions/0011-targets.md, and its kind. */
const target = z.object({ number: z.number(), kind: z.enum(KINDS) });

/** All public figures of one unit with those below it, in one programme, as of one position of events. */
export const figuresAnswer = z.object({
	programme: z.object({ code: z.string(), name: names }),
	unit: z.object({ code: z.string(), name: z.string() }),
	asOf: z.object({ position: z.number(), at: z.string().nullable() }),
	totals: figures,
	target: target.nullable(),
	phases: z.array(cut.extend({ from: z.string(), to: z.string(), target: target.nullable() })),
	groups: z.array(cut),
	fields: z.array(cut),
	units: z.array(z.object({ code: z.string(), name: z.string(), ended: z.boolean(), figures })),
	direct: figures,
	days: z.array(z.object({ day: z.string(), submitted: z.number(), approved: z.number() })),
});
