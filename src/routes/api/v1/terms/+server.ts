import { z } from 'zod';
import { listTerms } from '#features/statistics/queries/terms.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { termAnswer } from './answer.ts';

export const GET = endpoint({
	summary: 'Terms of office over which programmes are added up, newest first',
	answer: z.array(termAnswer),
	handle: async ({ portal }) => z.array(termAnswer).parse(await listTerms(portal.db)),
});
