import { rankingHref } from '#features/statistics/components/ranking-address.ts';
import { publishedRanking } from '#features/statistics/queries/published-ranking.ts';
import { fold } from '#platform/text/fold.ts';
import type { PageServerLoad } from './$types';
import { choicesOf, requestedRanking } from './request.ts';

/** Rows on a page: what a phone still scrolls through; the files have all of them. */
const PAGE = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { view, resolved, typed, found } = await requestedRanking(locals.portal, url.searchParams);
	if (!resolved) return { view, shown: null };
	const { places, unranked, ...ranking } = await publishedRanking(
		locals.portal.db,
		resolved.ask,
		view.rule,
		view.trial,
	);
	const words = fold(view.find).split(' ').filter(Boolean);
	const named = ({ name, code }: { name: string; code: string }) => {
		const text = ` ${fold(name)} ${fold(code)}`;
		return words.every((word) => text.includes(` ${word}`));
	};
	const matching = places.filter(named);
	const from = (view.page - 1) * PAGE;
	const page = (number: number) => rankingHref(view, { page: number });
	return {
		view,
		shown: {
			...choicesOf(resolved),
			ranking,
			typed,
			found,
			rows: matching.slice(from, from + PAGE),
			matching: matching.length,
			ranked: places.length,
			from: from + 1,
			previous: view.page > 1 ? page(view.page - 1) : undefined,
			next: from + PAGE < matching.length ? page(view.page + 1) : undefined,
			unranked: unranked.filter(named),
		},
	};
};
