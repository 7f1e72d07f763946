import { programmeByCode } from '#features/programmes/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { programmeAnswer, toAnswer } from '../answer.ts';

export const GET = endpoint({
	summary: 'One programme by its code',
	answer: programmeAnswer,
	handle: async ({ portal, params }) => {
		const programme = await programmeByCode(portal.db, params.code ?? '');
		if (!programme) throw notFound();
		return toAnswer(programme);
	},
});
