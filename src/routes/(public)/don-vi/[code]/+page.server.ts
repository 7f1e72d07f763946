import { keptFigures } from '#features/statistics/queries/published.ts';
import { termOf } from '#features/statistics/queries/terms.ts';
import { latestMembers, unitByCode, unitById, unitHistory, unitsAbove } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { campaignAmong, programmeChoices, programmeOf } from '../../programme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const unit = await unitByCode(db, params.code);
	// One address for each: codes are written in capitals.
	if (!unit || unit.code !== params.code) throw notFound();
	const programme = await programmeOf(db, url.searchParams);
	const [above, members, history, figures, programmes, heir] = await Promise.all([
		unitsAbove(db, unit.id),
		latestMembers(db, unit.id),
		unitHistory(db, unit.id),
		programme && keptFigures(db, programme, unit, localDate(clock.now())),
		programmeChoices(db),
		// What an ended unit left behind stands below its successor, else below the unit it belonged to.
		unit.endedOn && unit.parentId ? unitById(db, unit.parentId) : undefined,
	]);
	const { code, name, kind, endedOn, sample } = unit;
	return {
		unit: { code, name, kind, endedOn, sample, isRoot: code === ROOT_CODE },
		above: above.reverse().map((each) => ({ code: each.code, name: each.name })),
		heir: heir && { code: heir.code, name: heir.name },
		members: members ?? null,
		history,
		figures: figures ?? null,
		campaign: programme && figures && campaignAmong(programme, figures.days),
		programmes,
		term: (programme && (await termOf(db, programme))?.code) ?? null,
	};
};
