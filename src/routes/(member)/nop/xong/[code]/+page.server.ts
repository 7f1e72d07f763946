import { loadFullInitiative } from '#features/initiatives/queries/full.ts';
import { idOf } from '#features/initiatives/schema.ts';
import { holds } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const programmes = await listProgrammes(db);
	const full = await loadFullInitiative(db, actor, programmes, idOf(params.code) ?? 0, clock.now());
	return {
		code: full.code,
		title: full.title,
		levels: full.programme.levels,
		returnDays: full.programme.returnDays,
		reviewUnit: full.reviewUnit,
		again: full.kind !== 'self' && holds(actor, 'submit_for_others') ? '/nop-ho' : '/nop',
	};
};
