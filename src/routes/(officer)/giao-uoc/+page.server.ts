import { redirect } from '@sveltejs/kit';
import { scopeOf } from '#features/people/rules.ts';
import { beginPledge } from '#features/pledges/commands/pledges.ts';
import { clustersToLead, entriesOf, listPledges } from '#features/pledges/queries/pledges.ts';
import { programmesToPledge } from '#features/pledges/queries/results.ts';
import { stateOf } from '#features/pledges/rules/state.ts';
import { localDate } from '#platform/clock/clock.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';
import { draftOf, fieldOf, typedDraft } from './typed.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, clock } = locals.portal;
	const scope = scopeOf(signedIn(locals.actor), 'pledge');
	const pledges = await listPledges(db, scope);
	return {
		pledges: await Promise.all(
			pledges.map(async (pledge) => {
				const state = stateOf(await entriesOf(db, pledge.id));
				return {
					id: pledge.id,
					year: pledge.year,
					cluster: pledge.cluster.name,
					programme: pledge.programme.name,
					title: state.title,
					status: state.published ? 'published' : state.closed ? 'closed' : 'open',
				};
			}),
		),
		clusters: (await clustersToLead(db, scope)).map(({ id, name }) => ({ id, name })),
		programmes: await programmesToPledge(db),
		year: Number(localDate(clock.now()).slice(0, 4)),
	};
};

export const actions: Actions = {
	begin: async ({ request, locals }) => {
		const form = await request.formData();
		const draft = typedDraft(form);
		const values = {
			...draft,
			cluster: String(form.get('cluster') ?? ''),
			programme: String(form.get('programme') ?? ''),
			year: String(form.get('year') ?? '').slice(0, 10),
		};
		return tryAction(values, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const programme = (await programmesToPledge(db)).find(({ code }) => code === values.programme);
			const year = /^20\d\d$/.test(values.year.trim()) ? Number(values.year) : null;
			const issues = [
				...(/^\d{1,9}$/.test(values.cluster) ? [] : [{ field: 'cluster', code: 'pledge_missing' }]),
				...(programme ? [] : [{ field: 'programme', code: 'pledge_missing' }]),
				...(year ? [] : [{ field: 'year', code: 'pledge_year' }]),
			];
			if (issues.length > 0 || !programme || !year) throw new Refusal('invalid', { issues });
			const of = { clusterId: Number(values.cluster), programmeId: programme.id, year };
			try {
				const id = await db.transaction((tx) => beginPledge(tx, actor, of, draftOf(draft), clock.now()));
				redirect(303, `/giao-uoc/${id}`);
			} catch (error) {
				if (!isRefusal(error)) throw error;
				throw new Refusal(error.code, {
					...error,
					issues: error.issues.map((issue) => ({ ...issue, field: fieldOf(issue.field, draft) })),
				});
			}
		});
	},
};
