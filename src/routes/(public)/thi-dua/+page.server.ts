import { publishedPledges } from '#features/pledges/queries/pledges.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	pledges: (await publishedPledges(locals.portal.db)).map(({ pledge, state }) => ({
		id: pledge.id,
		title: state.title,
		cluster: pledge.cluster.name,
		year: pledge.year,
		asOf: state.closed.asOf,
	})),
});
