import { placeOf, unrankedOf } from '#features/statistics/queries/published-ranking.ts';
import { readClusterRankings } from '#features/statistics/queries/ranking.ts';
import { tellPeriod } from '#features/targets/rules/periods.ts';
import { choicesOf, requestedRanking } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { view, resolved } = await requestedRanking(locals.portal, url.searchParams);
	if (!resolved) return { view, shown: null };
	const { ask } = resolved;
	const read = await readClusterRankings(locals.portal.db, ask, view.rule);
	const { programme, period, on, treeOfDay } = ask;
	return {
		view,
		shown: {
			...choicesOf(resolved),
			ranking: {
				programme: { code: programme.code, name: programme.name },
				period: tellPeriod(period),
				rule: view.rule,
				trial: null,
				on,
				treeOfDay,
				asOf: read.asOf,
			},
			clusters: read.clusters.map(({ cluster, ranking }) => ({
				cluster: cluster && { code: cluster.code, name: cluster.name, head: cluster.head },
				places: ranking.ranked.map((place) => ({
					...placeOf(view.rule, place),
					moved: null,
					official: null,
				})),
				unranked: unrankedOf(view.rule, ranking.unranked),
			})),
		},
	};
};
