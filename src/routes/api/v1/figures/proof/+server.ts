import { z } from 'zod';
import { proofOf } from '#features/statistics/queries/proofs/read.ts';
import type { FigureCut } from '#features/statistics/rules.ts';
import { PART_KINDS, PROVEN, type ProofAsk, proofAsk } from '#features/statistics/schema/proof.ts';
import { KINDS } from '#features/targets/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { names, period } from '../answer.ts';

const kind = z.enum(KINDS).nullable();
/** Address of what proves the number in turn. */
const behind = z.string().nullable();
const term = z.object({
	name: z.enum(['approved', 'submitted', 'target', 'members']),
	n: z.number().nullable(),
	kind,
	behind,
});

/** What is planned for the end of a local date. */
const corner = z.object({ on: z.string(), value: z.number() });

export const GET = endpoint({
	summary: 'What a share, a target, a number of members or of persons follows from; as of one event',
	description:
		'`value` of `attainment`, `excess`, `approved_share` and `share` is in tenths of a percent, of `per_members` in ' +
		'tenths of an initiative for each 1,000 members, of the others whole. What is divided has both numbers of its ' +
		'`ratio`; a `share`, of a `part` of what the count is parted `by`, has the `whole` with every part, for shares are ' +
		'rounded so that they sum to 1000; a `plan` for the end of a `day` lies between two corners of the line through ' +
		'`targets`; `parts` of the others sum to `value`: dated records, units below, the unit ' +
		'itself, and `several`, which takes off who is counted in several of them. Persons are never listed, and counted ' +
		'for the whole programme as of now only.',
	query: proofAsk,
	answer: z.object({
		figure: z.enum(PROVEN),
		programme: z.object({ code: z.string(), name: names }),
		unit: z.object({ code: z.string(), name: z.string() }),
		period,
		asOf: z.object({ position: z.number(), at: z.string().nullable() }),
		/** Something has happened that the figure does not count yet. */
		later: z.boolean(),
		value: z.number().nullable(),
		ratio: z.object({ numerator: term, denominator: term }).nullable(),
		parts: z.array(
			z.object({
				what: z.enum(PART_KINDS),
				code: z.string().nullable(),
				name: z.string().nullable(),
				n: z.number(),
				/** Of a target also its kind, of members their source. */
				record: z.object({ on: z.string(), source: z.string().nullable(), kind }).nullable(),
				behind,
			}),
		),
		whole: z
			.object({
				/** Counted, or whole đồng where parts are `weighed`: as text, for sums pass 2^53. */
				n: z.string(),
				behind,
				parts: z.array(
					z.object({
						part: z.string(),
						/** Of groups and fields. */
						name: names.nullable(),
						n: z.string(),
						share: z.number().nullable(),
						behind,
					}),
				),
			})
			.nullable(),
		plan: z
			.object({
				from: corner,
				to: corner,
				targets: z.array(z.object({ period, n: z.number(), kind: z.enum(KINDS), behind })),
			})
			.nullable(),
		/** The initiatives on which counted authors are named. */
		rows: behind,
	}),
	handle: async ({ portal: { db, clock }, query }) => {
		const { ask, ratio, parts, whole, plan, rows, ...proof } = await proofOf(
			db,
			query,
			localDate(clock.now()),
		);
		return {
			...proof,
			figure: ask.figure,
			ratio: ratio && { numerator: told(ratio.numerator), denominator: told(ratio.denominator) },
			parts: parts.map(told),
			whole: whole && { ...told(whole), parts: whole.parts.map(told) },
			plan: plan && { ...plan, targets: plan.targets.map(told) },
			rows: address('rows', rows),
		};
	},
});

function told<Told extends { rows?: FigureCut | null; proof?: ProofAsk | null }>({
	rows,
	proof,
	...more
}: Told) {
	return { ...more, behind: address('rows', rows ?? null) ?? address('proof', proof ?? null) };
}

function address(name: 'rows' | 'proof', asked: FigureCut | ProofAsk | null): string | null {
	if (asked === null) return null;
	const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '');
	return `/api/v1/figures/${name}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
