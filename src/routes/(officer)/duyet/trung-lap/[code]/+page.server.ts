import { idOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { clusterAround } from '#features/review/queries/cluster.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const actor = signedIn(locals.actor);
	const id = idOf(params.code);
	if (id === null) throw notFound();
	return { cluster: await clusterAround(locals.portal.db, scopeOf(actor, 'read_initiatives'), id) };
};
