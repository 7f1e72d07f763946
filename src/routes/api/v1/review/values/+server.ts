import { z } from 'zod';
import { codeOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { verifyBenefits } from '#features/review/commands/values.ts';
import { BULK_MAX, valuationRequest } from '#features/review/schema.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const POST = endpoint({
	summary:
		'State what benefits are worth, for the unit’s side or the centre, or take it back, each on its own: those that may not be are answered with the reason why not',
	body: z.array(valuationRequest).min(1).max(BULK_MAX),
	example: [
		{
			id: 100001,
			seq: 3,
			action: 'verify_benefit',
			value: 420_000_000,
			note: 'Đối chiếu phiếu xuất kho tháng 3 đến tháng 8.',
		},
	],
	answer: z.array(z.object({ id: z.number(), code: z.string(), refused: z.string().nullable() })),
	handle: async ({ portal: { db, clock }, actor, body }) => {
		const person = signedIn(actor);
		const programmes = await listProgrammes(db);
		const outcomes = await db.transaction((tx) => verifyBenefits(tx, person, programmes, body, clock.now()));
		return outcomes.map((outcome) => ({ ...outcome, code: codeOf(outcome.id) }));
	},
});
