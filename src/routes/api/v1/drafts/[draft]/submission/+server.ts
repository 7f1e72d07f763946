import { z } from 'zod';
import { submitDraft } from '#features/initiatives/commands/drafts.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const POST = endpoint({
	summary: 'Submit a draft; asking again answers the same initiative',
	answer: z.object({ code: z.string() }),
	status: 201,
	refusals: ['already_submitted', 'submission_closed', 'unit_not_yours'],
	handle: async ({ portal: { db, clock }, actor, params }) => {
		const programmes = await listProgrammes(db);
		const { id } = await db.transaction((tx) =>
			submitDraft(tx, signedIn(actor), programmes, params.draft!, clock.now()),
		);
		return { code: codeOf(id) };
	},
});
