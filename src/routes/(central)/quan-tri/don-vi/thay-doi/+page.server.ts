import { redirect } from '@sveltejs/kit';
import { scopeOf } from '#features/people/rules.ts';
import {
	clustersOf,
	isWithin,
	outermostUnits,
	unitByCode,
	unitHistory,
	unitsAbove,
	unitsBelow,
	unitsById,
} from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { decideChange, previewChange } from '#portal/tree.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { inFormWords, kindOf, readChange, typedIn } from './request.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const scope = scopeOf(signedIn(locals.actor), 'manage_units');
	const [top] = await unitsById(db, await outermostUnits(db, scope));
	const unit = await unitByCode(db, url.searchParams.get('unit') ?? top?.code ?? '');
	if (!unit || !(await isWithin(db, scope, unit.id))) throw notFound();
	const [above, below, history, clusters] = await Promise.all([
		unitsAbove(db, unit.id),
		unitsBelow(db, unit.id),
		unitHistory(db, unit.id),
		unit.parentId === null ? [] : clustersOf(db, unit.parentId),
	]);
	return {
		kind: kindOf(url.searchParams.get('lam')),
		unit,
		shortName: history.at(-1)?.shortName ?? '',
		province: history.at(-1)?.province ?? '',
		above: above.reverse().map(({ code, name }) => ({ code, name })),
		below: below.map(({ code, name }) => ({ code, name })),
		clusters,
		today: localDate(clock.now()),
	};
};

function deciding({ locals }: Pick<RequestEvent, 'locals'>) {
	const actor = signedIn(locals.actor);
	const now = locals.portal.clock.now();
	return { scope: scopeOf(actor, 'manage_units'), accountId: actor.accountId, today: localDate(now), now };
}

export const actions: Actions = {
	/** Says what would happen and writes nothing. */
	preview: async (event) => {
		const typed = typedIn(await event.request.formData());
		return tryAction(typed, async () => {
			const change = readChange(kindOf(event.url.searchParams.get('lam')), typed);
			try {
				return {
					preview: await previewChange(event.locals.portal.db, change, deciding(event)),
					values: typed,
				};
			} catch (error) {
				throw inFormWords(error);
			}
		});
	},
	decide: async (event) => {
		const typed = typedIn(await event.request.formData());
		const { db, log } = event.locals.portal;
		return tryAction(typed, async () => {
			const change = readChange(kindOf(event.url.searchParams.get('lam')), typed);
			const by = deciding(event);
			const done = await decideChange(db, change, by).catch((error) => {
				throw inFormWords(error);
			});
			log.info(
				{ account: by.accountId, change: done.id, kind: change.kind, units: done.after.length },
				'tree changed',
			);
			const unit = event.url.searchParams.get('unit') ?? '';
			redirect(303, `/quan-tri/don-vi?${new URLSearchParams({ unit, xong: String(done.id) })}#thay-doi`);
		});
	},
};
