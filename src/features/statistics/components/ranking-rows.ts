import type { PublishedRanking } from '../queries/published-ranking.ts';
import type { FigureCut } from '../rules.ts';
import type { Proven } from '../schema/proof.ts';
import type { RankingRule } from '../schema/ranking.ts';
import { proofHref, rowsHref } from './addresses.ts';

type Described = Pick<PublishedRanking, 'programme' | 'period' | 'on' | 'treeOfDay'>;

/** The page of the rows behind a count of a ranking: of the same period, day and tree. */
export function rankingRowsHref(
	{ programme, period, on, treeOfDay }: Described,
	unit: string,
	{ measure, source }: Pick<FigureCut, 'measure' | 'source'>,
): string {
	const { from, to } = period;
	const quarter = period.quarter !== null;
	const day = on === null || (quarter && on > to) ? to : on;
	return rowsHref({
		programme: programme.code,
		unit,
		...(treeOfDay && on !== null && { tree: on }),
		measure,
		...(source && source !== 'declared' && { source }),
		...(!quarter && period.code && { phase: period.code }),
		...(quarter && from <= day && { from }),
		...((quarter || on !== null) && { to: day }),
	});
}

/** The proof of a share, target or number of members of a ranking: of the same period, day and tree. */
export const rankingProofHref = (
	{ programme, period, on, treeOfDay }: Described,
	unit: string,
	figure: Proven,
	{ result, target }: Pick<RankingRule, 'result' | 'target'>,
): string =>
	proofHref({
		figure,
		programme: programme.code,
		unit,
		tree: treeOfDay ? on : null,
		period: period.code,
		to: on,
		measure: result,
		target,
	});

/** Where the measure by which a unit has its place comes from. */
export function rankingMeasureHref(ranking: Described, unit: string, rule: RankingRule): string {
	const { measure, result, source } = rule;
	switch (measure) {
		case 'benefit':
			return rankingRowsHref(ranking, unit, { measure: 'approved', source });
		case 'count':
			return rankingRowsHref(ranking, unit, { measure: result });
		default:
			return rankingProofHref(ranking, unit, measure, rule);
	}
}
