import { rowsHref } from '#features/statistics/components/addresses.ts';
import { resolveCut } from '#features/statistics/queries/cut.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { figureOf, hasLaterEvents, rowsBehind } from '#features/statistics/queries/rows.ts';
import type { PageServerLoad } from './$types';
import { placeText, requestedCut, requestedPlace } from './request.ts';

const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const cut = await requestedCut(db, url.searchParams);
	const { ids, programme, unit, phase, group, field, cluster } = await resolveCut(db, cut);
	// One snapshot, so that the rows are those of the figure.
	const read = await db.snapshot(async (tx) => ({
		figure: await figureOf(tx, ids),
		asOf: await asOf(tx),
		later: await hasLaterEvents(tx, programme.id),
		...(await rowsBehind(tx, ids, PAGE, requestedPlace(url.searchParams))),
	}));
	const { rows, previous, next, figure, later } = read;
	const here = rowsHref(cut);
	const { position, at } = read.asOf;
	return {
		cut,
		names: { programme: programme.name, phase, group, field, cluster },
		unit: { code: unit.code, name: unit.name },
		figure,
		asOf: { position, at: position > 0 ? at.toISOString() : null },
		later,
		rows,
		previous: previous && `${here}&truoc=${placeText(previous)}`,
		next: next && `${here}&sau=${placeText(next)}`,
		download: here.replace('/so-lieu?', '/so-lieu/tai-ve?'),
	};
};
