import { rowsHref } from '#features/statistics/components/addresses.ts';
import { resolveCut } from '#features/statistics/queries/cut.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { figureOf, hasLaterEvents, hiddenValue, rowsBehind } from '#features/statistics/queries/rows.ts';
import type { Db } from '#platform/db/db.ts';
import { placeText, requestedCut, requestedPlace } from './request.ts';

const PAGE = 50;

/** A count of initiatives with a page of the rows that sum to it, as an address asks for them. */
export async function shownRows(db: Db, query: URLSearchParams) {
	const cut = await requestedCut(db, query);
	const { ids, programme, unit, phase, group, field, cluster } = await resolveCut(db, cut);
	// One snapshot, so that the rows are those of the figure.
	const read = await db.snapshot(async (tx) => ({
		figure: await figureOf(tx, ids),
		hidden: await hiddenValue(tx, ids),
		asOf: await asOf(tx),
		later: await hasLaterEvents(tx, programme.id),
		...(await rowsBehind(tx, ids, PAGE, requestedPlace(query))),
	}));
	const { rows, previous, next, figure, hidden, later } = read;
	const here = rowsHref(cut);
	const { position, at } = read.asOf;
	return {
		cut,
		names: { programme: programme.name, phase, group, field, cluster },
		unit: { code: unit.code, name: unit.name },
		figure,
		hidden,
		asOf: { position, at: position > 0 ? at.toISOString() : null },
		later,
		rows,
		previous: previous && `${here}&truoc=${placeText(previous)}`,
		next: next && `${here}&sau=${placeText(next)}`,
		download: here.replace('/so-lieu?', '/so-lieu/tai-ve?'),
	};
}

export type ShownRows = Awaited<ReturnType<typeof shownRows>>;
