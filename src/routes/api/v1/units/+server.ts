import { z } from 'zod';
import { findUnits } from '#features/units/queries.ts';
import { endpoint } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: 'Find units by a few letters of their name, with or without marks, or by code',
	query: z.object({
		q: z.string().max(200),
		below: z.coerce.number().int().positive().optional(),
		limit: z.coerce.number().int().min(1).max(50).default(20),
	}),
	answer: z.array(
		z.object({
			id: z.number(),
			code: z.string(),
			name: z.string(),
			kind: z.string(),
			above: z.array(z.string()),
		}),
	),
	handle: async ({ portal, query }) =>
		(await findUnits(portal.db, query.q, { below: query.below, limit: query.limit })).map(
			({ id, code, name, kind, above }) => ({ id, code, name, kind, above }),
		),
});
