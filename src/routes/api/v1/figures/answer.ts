import { z } from 'zod';
import { MEASURES, SOURCES, SUBMISSION_KINDS } from '#features/statistics/schema.ts';
import { KINDS } from '#features/targets/schema.ts';

export const names = z.object({ vi: z.string(), en: z.string() });

/** A period of a programme, as `tellPeriod` tells it; `phase` is null for the whole. */
export const period = z.object({
	code: z.string(),
	phase: names.nullable(),
	quarter: z.string().nullable(),
	from: z.string(),
	to: z.string(),
});

/** `benefit`: declared đồng as text, for sums pass 2^53. */
const figure = z.object({ n: z.number(), benefit: z.string() });
const figures = z.record(z.enum(MEASURES), figure);
const both = z.object({ submitted: figure, approved: figure });
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
	kinds: z.array(both.extend({ kind: z.enum(SUBMISSION_KINDS) })),
	/** By number of authors; the last is «or more». */
	authors: z.array(both.extend({ count: z.number() })),
	/** Approved initiatives with a value of each source, and its sum in đồng. */
	benefit: z.record(z.enum(SOURCES), figure),
	/** Declared benefit of approved initiatives: `from` to below `below` đồng; `share` in tenths of a percent of the sum. */
	distribution: z.array(
		figure.extend({
			band: z.number(),
			from: z.number(),
			below: z.number().nullable(),
			share: z.number().nullable(),
		}),
	),
	/** The largest declared values of approved initiatives, from 1 tỷ đồng up; ten at most. */
	largest: z.array(
		z.object({ code: z.string(), unitCode: z.string(), unitName: z.string(), benefit: z.number() }),
	),
	/** Distinct persons, never added up from units below. */
	people: z.object({ registrants: z.number(), authors: z.number(), approvedAuthors: z.number() }),
	/** A dated figure with its source. */
	members: z.object({ members: z.number(), asOf: z.string(), source: z.string() }).nullable(),
	/** Children by cluster; `-` and null stand for what is in none. */
	clusters: z.array(z.object({ code: z.string(), name: z.string().nullable(), figures })),
});
