import { holds } from '#features/people/rules.ts';
import { waitingCount } from '#features/review/queries/counts.ts';
import { reviewScopes } from '#features/review/queries/scopes.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { LayoutServerLoad } from './$types';

/** How much waits for this person, for the menu. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const actor = signedIn(locals.actor);
	const decides = holds(actor, 'confirm') || holds(actor, 'review');
	return { waiting: decides ? await waitingCount(locals.portal.db, actor, reviewScopes(actor)) : 0 };
};
