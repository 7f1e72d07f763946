import { redirect } from '@sveltejs/kit';
import { loadFullInitiative } from '#features/initiatives/queries/full.ts';
import { codeOf, idOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { verifyOne } from '#features/review/commands/values.ts';
import { decideOne } from '#features/review/commands.ts';
import { neighbours } from '#features/review/queries/queue.ts';
import { queueAddress, queueRequest } from '#features/review/queries/request.ts';
import { screenedInitiative } from '#features/review/queries/screened.ts';
import { verdictHistory } from '#features/review/queries/verdicts.ts';
import { typedValue } from '#features/review/rules/values.ts';
import { decisionRequest, valuationRequest } from '#features/review/schema.ts';
import { notFound } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { doneOf } from '../done.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const now = clock.now();
	const request = await queueRequest(db, actor, Object.fromEntries(url.searchParams), now);
	const id = idOf(params.code);
	if (id === null) throw notFound();
	const initiative = await loadFullInitiative(db, actor, request.programmes, id, now);
	const { read } = request.scopes;
	return {
		initiative,
		screened: await screenedInitiative(db, actor, read, id),
		verdicts: await verdictHistory(db, read, id),
		...(await neighbours(db, request, id)),
		address: queueAddress(request),
		done: doneOf(url),
		/** Why another page proposes to reject it. */
		proposed: url.searchParams.get('reason'),
	};
};

export const actions: Actions = {
	/** Decides, then goes on to the next one of the same queue. */
	decide: async ({ request, locals, params, url }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = Object.fromEntries(await request.formData());
		const values = {
			action: String(form.action),
			reason: String(form.reason ?? ''),
			note: String(form.note ?? ''),
			value: '',
		};
		return tryAction(values, async () => {
			const id = idOf(params.code);
			if (id === null) throw notFound();
			const decision = validate(decisionRequest, { ...form, id });
			const now = clock.now();
			const queue = await queueRequest(db, actor, Object.fromEntries(url.searchParams), now);
			const { next } = await neighbours(db, queue, id);
			const programmes = await listProgrammes(db);
			await db.transaction((tx) => decideOne(tx, actor, programmes, decision, now));
			const query = new URLSearchParams(queueAddress(queue));
			query.set('done', `${codeOf(id)}.${decision.action}`);
			redirect(303, next ? `/duyet/${next}?${query}` : `/duyet?${query}`);
		});
	},
	/** States a value or takes it back, and stays: the decision may still be to come. */
	value: async ({ request, locals, params, url }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = Object.fromEntries(await request.formData());
		const values = {
			action: String(form.action),
			reason: '',
			note: String(form.note ?? ''),
			value: String(form.value ?? ''),
		};
		return tryAction(values, async () => {
			const id = idOf(params.code);
			if (id === null) throw notFound();
			const valuation = validate(valuationRequest, { ...form, id, value: typedValue(values.value) });
			const programmes = await listProgrammes(db);
			await db.transaction((tx) => verifyOne(tx, actor, programmes, valuation, clock.now()));
			const queue = await queueRequest(db, actor, Object.fromEntries(url.searchParams), clock.now());
			const query = new URLSearchParams(queueAddress(queue));
			query.set('done', `${codeOf(id)}.${valuation.action}`);
			redirect(303, `/duyet/${codeOf(id)}?${query}`);
		});
	},
};
