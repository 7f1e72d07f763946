import { z } from 'zod';
import { codeOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { decide } from '#features/review/commands.ts';
import { BULK_MAX, decisionRequest } from '#features/review/schema.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const POST = endpoint({
	summary:
		'Take decisions, each on its own: those that may not be taken are answered with the reason why not',
	body: z.array(decisionRequest).min(1).max(BULK_MAX),
	answer: z.array(z.object({ id: z.number(), code: z.string(), refused: z.string().nullable() })),
	handle: async ({ portal: { db, clock }, actor, body }) => {
		const person = signedIn(actor);
		const programmes = await listProgrammes(db);
		const outcomes = await db.transaction((tx) => decide(tx, person, programmes, body, clock.now()));
		return outcomes.map((outcome) => ({ ...outcome, code: codeOf(outcome.id) }));
	},
});
