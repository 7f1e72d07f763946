import { z } from 'zod';
import { withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf, idOf, LIMITS } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { clean } from '#platform/text/fold.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const POST = endpoint({
	summary: 'Take an initiative back',
	description: 'Its history stays, and the same initiative may be submitted anew.',
	body: z.object({
		note: z
			.string()
			.max(LIMITS.note * 2)
			.transform(clean)
			.pipe(z.string().max(LIMITS.note))
			.default(''),
	}),
	example: { note: 'Nộp nhầm đơn vị.' },
	answer: z.object({ code: z.string(), state: z.enum(STATES) }),
	refusals: ['only_author', 'state_changed'],
	handle: async ({ portal: { db, clock }, actor, body, params }) => {
		const id = idOf(params.code!);
		if (id === null) throw notFound();
		const programmes = await listProgrammes(db);
		await db.transaction((tx) =>
			withdrawInitiative(tx, signedIn(actor), programmes, id, body.note, clock.now()),
		);
		return { code: codeOf(id), state: 'withdrawn' as const };
	},
});
