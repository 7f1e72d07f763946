import { z } from 'zod';
import { listTerms, termView } from '#features/statistics/queries/terms.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { termViewAnswer, toAnswer } from '../answer.ts';

export const GET = endpoint({
	summary: 'The programmes of a term for a unit: counted, their sum, and apart from it what was printed',
	query: z.object({ unit: z.string().max(40).default(ROOT_CODE) }),
	answer: termViewAnswer,
	handle: async ({ portal: { db }, params, query }) => {
		const term = (await listTerms(db)).find(({ code }) => code === params.code);
		const unit = await unitByCode(db, query.unit);
		if (!term || !unit) throw notFound();
		return toAnswer(await termView(db, term, unit));
	},
});
