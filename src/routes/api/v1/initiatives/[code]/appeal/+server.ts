import { z } from 'zod';
import { appealInitiative } from '#features/initiatives/commands/steps.ts';
import { STATES } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf, idOf, LIMITS } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import { clean } from '#platform/text/fold.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const POST = endpoint({
	summary: 'Ask the unit above to look again at a rejected initiative; once',
	body: z.object({
		note: z
			.string()
			.max(LIMITS.note * 2)
			.transform(clean)
			.pipe(z.string().max(LIMITS.note))
			.describe('Why it should be looked at again'),
	}),
	example: { note: 'Quyết định công nhận đã được bổ sung ngày 02/11.' },
	answer: z.object({ code: z.string(), state: z.enum(STATES) }),
	refusals: ['note_missing', 'only_author', 'state_changed', 'appealed_once'],
	handle: async ({ portal: { db, clock }, actor, body, params }) => {
		const id = idOf(params.code!);
		if (id === null) throw notFound();
		const programmes = await listProgrammes(db);
		await db.transaction((tx) =>
			appealInitiative(tx, signedIn(actor), programmes, id, body.note, clock.now()),
		);
		return { code: codeOf(id), state: 'in_review' as const };
	},
});
