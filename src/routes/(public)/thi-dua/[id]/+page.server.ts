import { publishedPledges } from '#features/pledges/queries/pledges.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = /^\d{1,9}$/.test(params.id) ? Number(params.id) : 0;
	const [found] = await publishedPledges(locals.portal.db, id);
	if (!found) throw notFound();
	const { pledge, state } = found;
	return {
		pledge: {
			id: pledge.id,
			year: pledge.year,
			cluster: pledge.cluster.name,
			programme: pledge.programme,
			head: pledge.headName,
		},
		title: state.title,
		criteria: state.criteria,
		asOf: state.closed.asOf,
		position: state.closed.position,
		closedOn: localDate(state.closed.at),
		rows: state.closed.results,
	};
};
