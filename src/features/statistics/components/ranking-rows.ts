import type { PublishedRanking } from '../queries/published-ranking.ts';
import type { Result } from '../schema/ranking.ts';
import { rowsHref } from './addresses.ts';

/** The page of the rows behind a count of a ranking; null where no page lists just these. */
export function rankingRowsHref(
	{ programme, period, on }: Pick<PublishedRanking, 'programme' | 'period' | 'on' | 'treeOfDay'>,
	unit: string,
	measure: Result,
): string | null {
	if (on !== null || period.quarter !== null) return null;
	return rowsHref({
		programme: programme.code,
		unit,
		measure,
		...(period.code && { phase: period.code }),
	});
}
