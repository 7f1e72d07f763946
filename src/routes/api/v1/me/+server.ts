import { z } from 'zod';
import { ROLES } from '#features/people/schema.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: 'Who calls, with the roles held and the units they are held in',
	answer: z.object({
		account: z.number(),
		name: z.string(),
		locale: z.enum(['vi', 'en']),
		roles: z.array(
			z.object({
				role: z.enum(ROLES),
				unit: z.object({ id: z.number(), code: z.string(), name: z.string() }),
			}),
		),
		byToken: z.boolean(),
	}),
	handle: async ({ actor, event }) => {
		const { accountId, name, locale, grants } = signedIn(actor);
		const roles = grants.map(({ role, unitId, unitCode, unitName }) => ({
			role,
			unit: { id: unitId, code: unitCode, name: unitName },
		}));
		return { account: accountId, name, locale, roles, byToken: event.locals.byToken };
	},
});
