import { termOf } from '#features/statistics/queries/terms.ts';
import {
	latestMembers,
	predecessorsOf,
	unitByCode,
	unitById,
	unitHistory,
	unitsAbove,
} from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { campaignsOfView, choicesOf, dashboardOfView, viewOf } from '../../bang-so-lieu/request.ts';
import { programmeChoices, programmeOf } from '../../programme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const unit = await unitByCode(db, params.code);
	// One address for each: codes are written in capitals.
	if (!unit || unit.code !== params.code) throw notFound();
	const view = viewOf(url.searchParams);
	const programme = await programmeOf(db, url.searchParams);
	const today = localDate(clock.now());
	const [above, members, history, figures, programmes, heir, predecessors] = await Promise.all([
		unitsAbove(db, unit.id),
		latestMembers(db, unit.id),
		unitHistory(db, unit.id),
		programme && dashboardOfView(db, programme, unit, view, today),
		programmeChoices(db),
		// What an ended unit left behind stands below its successor, else below the unit it belonged to.
		unit.endedOn && unit.parentId ? unitById(db, unit.parentId) : undefined,
		predecessorsOf(db, unit.id),
	]);
	const { code, name, kind, endedOn, sample } = unit;
	return {
		unit: { code, name, kind, endedOn, sample, isRoot: code === ROOT_CODE },
		above: above.reverse().map((each) => ({ code: each.code, name: each.name })),
		heir: heir && { code: heir.code, name: heir.name },
		members: members ?? null,
		history,
		predecessors,
		view,
		shown: programme && {
			programme: programme.code,
			data: figures ?? null,
			choices: choicesOf(programme, today),
			peaks: await campaignsOfView(db, programme, unit.id, view, today),
		},
		programmes,
		term: (programme && (await termOf(db, programme))?.code) ?? null,
	};
};
