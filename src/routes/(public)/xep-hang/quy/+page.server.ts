import { quartersOf, readRecognition } from '#features/statistics/queries/recognition.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { programmeChoices, programmeOf } from '../../programme.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const programme = await programmeOf(db, url.searchParams);
	if (!programme) return { shown: null };
	const unit = await unitByCode(db, url.searchParams.get('don-vi') || ROOT_CODE);
	if (!unit) throw notFound();
	const today = localDate(clock.now());
	// Quarters that have not begun say nothing yet.
	const quarters = quartersOf(programme).filter(({ from }) => from <= today);
	const asked = url.searchParams.get('quy');
	const quarter = asked ? quarters.find(({ code }) => code === asked) : quarters.at(-1);
	if (asked && !quarter) throw notFound();
	return {
		shown: {
			programme: { code: programme.code, name: programme.name },
			programmes: await programmeChoices(db),
			unit: { code: unit.code, name: unit.name, isRoot: unit.code === ROOT_CODE },
			quarters: quarters.map(({ code }) => code),
			quarter: quarter ? { code: quarter.code, from: quarter.from, to: quarter.to } : null,
			recognition: quarter ? await readRecognition(db, programme, unit, quarter, today) : null,
		},
	};
};
