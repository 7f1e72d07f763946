import { PUBLISHED_FIGURES } from '#database/facts/published-figures.ts';
import { keptFigures } from '#features/statistics/queries/published.ts';
import { termOf } from '#features/statistics/queries/terms.ts';
import { rootUnit } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { PageServerLoad } from './$types';
import { campaignAmong, programmeChoices, programmeOf } from './programme.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const programme = await programmeOf(db, url.searchParams);
	const root = await rootUnit(db);
	if (!programme || !root) return { shown: null, programmes: [] };
	const figures = await keptFigures(db, programme, root, localDate(clock.now()));
	return {
		shown: {
			figures,
			description: programme.description,
			submission: programme.submission,
			campaign: campaignAmong(programme, figures.days),
			term: (await termOf(db, programme))?.code ?? null,
			/** Its published figures are held against each other on a page of their own. */
			reconciled: programme.code === PUBLISHED_FIGURES.programme,
		},
		programmes: await programmeChoices(db),
	};
};
