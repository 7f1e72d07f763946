import type { PublishedRanking } from '../queries/published-ranking.ts';
import type { FigureCut } from '../rules.ts';
import { rowsHref } from './addresses.ts';

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
