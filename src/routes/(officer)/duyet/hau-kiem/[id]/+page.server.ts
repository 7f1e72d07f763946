import { scopeOf } from '#features/people/rules.ts';
import { loadSample } from '#features/review/queries/samples.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!/^[1-9]\d{0,14}$/.test(params.id)) throw notFound();
	const scope = scopeOf(signedIn(locals.actor), 'read_initiatives');
	return { sample: await loadSample(locals.portal.db, scope, Number(params.id)) };
};
