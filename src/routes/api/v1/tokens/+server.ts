import { z } from 'zod';
import { createToken } from '#features/people/commands.ts';
import { listTokens } from '#features/people/queries.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { clean } from '#platform/text/fold.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: "The caller's own tokens, newest first; never the tokens themselves",
	answer: z.array(
		z.object({
			id: z.number(),
			name: z.string(),
			createdAt: z.date(),
			expiresAt: z.date(),
			lastUsedOn: z.string().nullable(),
		}),
	),
	handle: async ({ portal, actor }) => listTokens(portal.db, signedIn(actor).accountId),
});

export const POST = endpoint({
	summary: 'Make a token for a script',
	description:
		'The answer shows the token this one time; the portal keeps only its digest. It may do what the account ' +
		'may do, so it is made by a signed-in person and not by another token.',
	body: z.object({
		name: z.string().max(200).transform(clean).pipe(z.string().min(1).max(100)),
		days: z.number().int().min(1).max(366).default(90).describe('Days it lasts'),
	}),
	example: { name: 'Bảng theo dõi hằng tuần', days: 90 },
	status: 201,
	answer: z.object({ id: z.number(), token: z.string(), expiresAt: z.date() }),
	refusals: ['session_needed'],
	handle: async ({ portal, actor, body, event }) => {
		const { accountId } = signedIn(actor);
		if (event.locals.byToken) throw new Refusal('session_needed', { status: 403 });
		const now = portal.clock.now();
		const made = await portal.db.transaction((tx) => createToken(tx, accountId, body.name, body.days, now));
		return { ...made, expiresAt: new Date(now.getTime() + body.days * 86_400_000) };
	},
});
