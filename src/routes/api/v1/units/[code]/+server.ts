import { z } from 'zod';
import { latestMembers, unitByCode, unitHistory, unitsAbove } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';

const named = z.object({ code: z.string(), name: z.string() });

export const GET = endpoint({
	summary: 'A unit today, those above it, its dated members and its history of names and parents',
	answer: z.object({
		id: z.number(),
		code: z.string(),
		name: z.string(),
		kind: z.string(),
		/** Invented for the demonstration. */
		sample: z.boolean(),
		/** Local date from which it stands no more. */
		endedOn: z.string().nullable(),
		/** Nearest first. Above an ended unit stands what took it over. */
		above: z.array(named),
		members: z.object({ members: z.number(), asOf: z.string(), source: z.string() }).nullable(),
		history: z.array(
			z.object({
				from: z.string(),
				/** Exclusive. */
				to: z.string().nullable(),
				name: z.string(),
				kind: z.string(),
				parentCode: z.string().nullable(),
				parentName: z.string().nullable(),
				clusterName: z.string().nullable(),
			}),
		),
	}),
	handle: async ({ portal: { db }, params }) => {
		const unit = await unitByCode(db, params.code ?? '');
		if (!unit) throw notFound();
		const { id, code, name, kind, sample, endedOn } = unit;
		const above = await unitsAbove(db, id);
		return {
			id,
			code,
			name,
			kind,
			sample,
			endedOn,
			above: above.map((each) => ({ code: each.code, name: each.name })),
			members: (await latestMembers(db, id)) ?? null,
			history: await unitHistory(db, id),
		};
	},
});
