import { type RequestEvent, redirect } from '@sveltejs/kit';
import { startAgain, startMending } from '#features/initiatives/commands/mending.ts';
import { appealInitiative, withdrawInitiative } from '#features/initiatives/commands/steps.ts';
import { loadFullInitiative } from '#features/initiatives/queries/full.ts';
import { idOf, LIMITS } from '#features/initiatives/schema.ts';
import { type Actor, holds } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Tx } from '#platform/db/db.ts';
import { notFound, refuseIfAny } from '#platform/http/refusal.ts';
import { clean } from '#platform/text/fold.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const programmes = await listProgrammes(db);
	const full = await loadFullInitiative(db, actor, programmes, idOf(params.code) ?? 0, clock.now());
	// An officer who only reads it has their own page for it.
	if (!full.isAuthorSide) throw notFound();
	return { full };
};

type Verb<T> = (
	tx: Tx,
	actor: Actor,
	programmes: readonly Programme[],
	id: number,
	note: string,
	now: Date,
) => Promise<T>;

/** Runs an author's step with the note typed, and answers with `after`. */
async function take<T, A>({ locals, params, request }: RequestEvent, verb: Verb<T>, after: (result: T) => A) {
	const { db, clock } = locals.portal;
	const note = clean(String((await request.formData()).get('note') ?? ''));
	return tryAction({ note }, async () => {
		if (note.length > LIMITS.note)
			refuseIfAny([{ field: 'note', code: 'too_long', params: { max: LIMITS.note } }]);
		const programmes = await listProgrammes(db);
		const id = idOf(params.code ?? '') ?? 0;
		const result = await db.transaction((tx) =>
			verb(tx, signedIn(locals.actor), programmes, id, note, clock.now()),
		);
		return after(result);
	});
}

const openDraft = (event: RequestEvent, start: typeof startMending) =>
	take(
		event,
		(tx, actor, programmes, id, _note, now) => start(tx, actor, programmes, id, now),
		(draftId) =>
			redirect(303, `${holds(event.locals.actor, 'submit_for_others') ? '/nop-ho' : '/nop'}/${draftId}`),
	);

export const actions: Actions = {
	mend: (event) => openDraft(event, startMending),
	again: (event) => openDraft(event, startAgain),
	appeal: (event) => take(event, appealInitiative, () => ({ done: 'appeal' as const })),
	withdraw: (event) => take(event, withdrawInitiative, () => ({ done: 'withdraw' as const })),
};
