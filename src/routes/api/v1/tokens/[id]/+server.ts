import { z } from 'zod';
import { deleteToken } from '#features/people/commands.ts';
import { notFound } from '#platform/http/refusal.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const DELETE = endpoint({
	summary: 'Take back one of the caller’s own tokens; it stops working at once',
	description:
		'Deleting a token that is not there, or somebody else’s, changes nothing and answers the same.',
	status: 204,
	answer: z.void(),
	handle: async ({ portal, actor, params }) => {
		if (!/^\d{1,15}$/.test(params.id!)) throw notFound();
		await portal.db.transaction((tx) => deleteToken(tx, signedIn(actor).accountId, Number(params.id)));
	},
});
