import { z } from 'zod';
import { listProgrammes } from '#features/programmes/queries.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { programmeAnswer, toAnswer } from './answer.ts';

export const GET = endpoint({
	summary: 'All programmes with their phases, windows, groups, fields and review levels, newest first',
	answer: z.array(programmeAnswer),
	handle: async ({ portal }) => (await listProgrammes(portal.db)).map(toAnswer),
});
