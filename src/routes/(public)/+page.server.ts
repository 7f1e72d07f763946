import { PUBLISHED_FIGURES } from '#database/facts/published-figures.ts';
import { searchApproved } from '#features/initiatives/queries/search.ts';
import { keptFigures } from '#features/statistics/queries/published.ts';
import { termOf } from '#features/statistics/queries/terms.ts';
import { rootUnit } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { PageServerLoad } from './$types';
import { campaignAmong, programmeChoices, programmeOf } from './programme.ts';

/** Newest approved initiatives that the home page names. */
const NEWEST = 5;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const programme = await programmeOf(db, url.searchParams);
	const root = await rootUnit(db);
	if (!programme || !root) return { shown: null, programmes: [] };
	const today = localDate(clock.now());
	const figures = await keptFigures(db, programme, root, today);
	const { rows } = await searchApproved(db, { query: '', programmeIds: [programme.id] });
	return {
		shown: {
			figures,
			newest: rows.slice(0, NEWEST).map(({ code, title, unitName, stateOn, authors }) => ({
				code,
				title: title ?? code,
				unitName,
				stateOn,
				authors,
			})),
			description: programme.description,
			submission: programme.submission,
			open: programme.submission.from <= today && today <= programme.submission.to,
			campaign: campaignAmong(programme, figures.days),
			term: (await termOf(db, programme))?.code ?? null,
			/** Its published figures are held against each other on a page of their own. */
			reconciled: programme.code === PUBLISHED_FIGURES.programme,
		},
		programmes: await programmeChoices(db),
	};
};
