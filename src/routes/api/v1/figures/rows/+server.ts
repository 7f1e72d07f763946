import { z } from 'zod';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { resolveCut } from '#features/statistics/queries/cut.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { figureOf, hasLaterEvents, hiddenValue, rowsBehind } from '#features/statistics/queries/rows.ts';
import { figureCut } from '#features/statistics/schema.ts';
import { isLocalDate } from '#platform/clock/clock.ts';
import { endpoint } from '#portal/web/endpoint.ts';

const CURSOR = /^(\d{4}-\d\d-\d\d)_(\d{1,15})$/;

export const GET = endpoint({
	summary:
		'The rows that a public figure counts, newest first; unapproved ones with code, unit, date and state only',
	query: z.intersection(
		figureCut,
		z.object({
			/** `next` of the answer before. */
			after: z
				.string()
				.regex(CURSOR)
				.refine((text) => isLocalDate(text.slice(0, 10)))
				.optional(),
			limit: z.coerce.number().int().min(1).max(1000).default(100),
		}),
	),
	answer: z.object({
		figure: z.object({ n: z.number(), benefit: z.string() }),
		/** Of a past day or of days: rows that are no longer approved, so without `value`, and what it would sum to. */
		hidden: z.object({ n: z.number(), benefit: z.string() }),
		asOf: z.object({ position: z.number(), at: z.string() }),
		/** Something has happened that the figure does not count yet. */
		later: z.boolean(),
		rows: z.array(
			z.object({
				code: z.string(),
				unitCode: z.string(),
				unitName: z.string(),
				submittedOn: z.string(),
				state: z.enum(STATES),
				stateOn: z.string(),
				title: z.string().nullable(),
				authors: z.array(z.string()),
				/** What it adds: -1 for one that left the state on the day asked for, 0 where its value alone changed. */
				adds: z.number(),
				/** What it adds in đồng, by the source asked for, else declared; null for what is not approved. */
				value: z.string().nullable(),
			}),
		),
		next: z.string().nullable(),
	}),
	handle: async ({ portal: { db }, query }) => {
		const { ids } = await resolveCut(db, query);
		const [, on = '', key = ''] = CURSOR.exec(query.after ?? '') ?? [];
		const from = query.after ? { after: { on, key: Number(key) } } : {};
		return db.snapshot(async (tx) => {
			const { rows, next } = await rowsBehind(tx, ids, query.limit, from);
			const { position, at } = await asOf(tx);
			return {
				figure: await figureOf(tx, ids),
				hidden: await hiddenValue(tx, ids),
				asOf: { position, at: at.toISOString() },
				later: await hasLaterEvents(tx, ids.programmeId),
				rows: rows.map(({ id: _id, on: _on, key: _key, ...row }) => row),
				next: next && `${next.on}_${next.key}`,
			};
		});
	},
});
