import { rootUnit } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { programmeChoices, programmeOf } from '../programme.ts';
import type { PageServerLoad } from './$types';
import { campaignsOfView, choicesOf, dashboardOfView, viewOf } from './request.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const view = viewOf(url.searchParams);
	const programme = await programmeOf(db, url.searchParams);
	const root = await rootUnit(db);
	const programmes = await programmeChoices(db);
	if (!programme || !root) return { shown: null, view, programmes };
	const today = localDate(clock.now());
	return {
		shown: {
			programme: { code: programme.code, name: programme.name },
			data: await dashboardOfView(db, programme, root, view, today),
			choices: choicesOf(programme, today),
			peaks: await campaignsOfView(db, programme, root.id, view, today),
			unit: root.code,
		},
		view,
		programmes,
	};
};
