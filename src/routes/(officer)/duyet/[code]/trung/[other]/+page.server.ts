import { idOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { judgePair } from '#features/review/commands/verdicts.ts';
import { copyStep } from '#features/review/queries/copy-step.ts';
import { sideBySide } from '#features/review/queries/pair.ts';
import { queueAddress, queueRequest } from '#features/review/queries/request.ts';
import { verdictRequest } from '#features/review/schema.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const id = idOf(params.code);
	if (id === null) throw notFound();
	const now = clock.now();
	const pair = await sideBySide(db, actor, id, params.other);
	const request = await queueRequest(db, actor, Object.fromEntries(url.searchParams), now);
	return {
		pair,
		copyStep: await copyStep(db, actor, await listProgrammes(db), pair, now),
		address: queueAddress(request),
	};
};

/** Writes or takes back a verdict on the two that the address names. */
async function judge(
	{ locals, params }: Pick<Parameters<Actions[string]>[0], 'locals' | 'params'>,
	typed: { verdict: string; note: string; seen: string },
) {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	return tryAction(typed, async () => {
		const id = idOf(params.code);
		if (id === null) throw notFound();
		if (typed.verdict === '') {
			const issues = [{ field: 'verdict', code: 'verdict_missing' }];
			if (typed.note.trim() === '') issues.push({ field: 'note', code: 'verdict_note_missing' });
			throw new Refusal('invalid', { issues });
		}
		const request = validate(verdictRequest, typed);
		await db.transaction((tx) => judgePair(tx, actor, id, params.other, request, clock.now()));
		return { judged: request.verdict };
	});
}

export const actions: Actions = {
	judge: async (event) => {
		const form = await event.request.formData();
		const typed = (name: string) => String(form.get(name) ?? '');
		return judge(event, { verdict: typed('verdict'), note: typed('note'), seen: typed('seen') });
	},
	withdraw: async (event) => {
		const form = await event.request.formData();
		return judge(event, { verdict: 'withdrawn', note: '', seen: String(form.get('seen') ?? '') });
	},
};
