import { z } from 'zod';
import { unitByCode, unitsBelow } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: 'Units that stand directly below one today, by name',
	answer: z.array(
		z.object({ id: z.number(), code: z.string(), name: z.string(), kind: z.string(), sample: z.boolean() }),
	),
	handle: async ({ portal: { db }, params }) => {
		const unit = await unitByCode(db, params.code ?? '');
		if (!unit) throw notFound();
		const children = await unitsBelow(db, unit.id);
		return children.map(({ id, code, name, kind, sample }) => ({ id, code, name, kind, sample }));
	},
});
