import { CLUSTERS_A_PAGE, clusterReport, MOST_MEMBERS } from '#features/review/queries/clusters.ts';
import { reviewScopes } from '#features/review/queries/scopes.ts';
import { screeningLag } from '#features/similarity/queries/lag.ts';
import { findUnits, unitsById } from '#features/units/queries.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { unitOption } from '../../../unit-option.ts';
import type { PageServerLoad } from './$types';
import { readClusterRequest } from './request.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const { page, ...filter } = readClusterRequest(url.searchParams);
	const unitQuery = String(url.searchParams.get('unit_query') ?? '').slice(0, 200);
	const [report, lag, chosen, found] = await Promise.all([
		clusterReport(db, reviewScopes(actor), filter, page),
		screeningLag(db, clock.now()),
		filter.unit ? unitsById(db, [filter.unit]) : [],
		findUnits(db, unitQuery),
	]);
	return {
		report,
		most: MOST_MEMBERS,
		pageRows: CLUSTERS_A_PAGE,
		lag,
		page,
		filter,
		unit: chosen[0] ? unitOption(chosen[0]) : null,
		units: found.map(unitOption),
		unitQuery,
	};
};
