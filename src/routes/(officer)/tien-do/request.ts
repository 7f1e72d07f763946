import { type Actor, scopeOf } from '#features/people/rules.ts';
import { currentProgramme, listProgrammes } from '#features/programmes/queries.ts';
import { namedProgramme, phaseOn } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { ProgressMeasure } from '#features/progress/schema.ts';
import { type NamedPeriod, periodsOf, tellPeriod } from '#features/targets/rules/periods.ts';
import {
	isWithin,
	outermostUnits,
	unitByCode,
	unitById,
	unitsAbove,
	unitsWithin,
} from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { Unit } from '#features/units/schema.ts';
import { type LocalDate, localDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/** What a page of progress is about. */
export interface Place {
	programme: Programme;
	unit: Unit;
	period: NamedPeriod;
	measure: ProgressMeasure;
	scope: UnitScope;
	today: LocalDate;
}

/**
 * Reads what an address names: `don-vi`, `chuong-trinh`, `ky`, `dem`; what it leaves out is the person's own unit, the
 * current programme, the phase of today and submissions.
 * @throws Refusal `not_found`
 */
export async function placeOf(db: Reader, actor: Actor, query: URLSearchParams, now: Date): Promise<Place> {
	const scope = scopeOf(actor, 'follow_progress');
	const code = query.get('chuong-trinh');
	const programme = code
		? (await listProgrammes(db)).find((each) => each.code === code)
		: await currentProgramme(db);
	const asked = query.get('don-vi');
	const [outermost] = asked ? [] : await outermostUnits(db, scope);
	const unit = asked
		? await unitByCode(db, asked)
		: outermost !== undefined
			? await unitById(db, outermost)
			: undefined;
	if (!programme || !unit || !(await isWithin(db, scope, unit.id))) throw notFound();
	const today = localDate(now);
	const wanted = query.get('ky') ?? phaseOn(programme, today)?.code ?? '';
	const period = periodsOf(programme).find((each) => each.code === wanted);
	if (!period) throw notFound();
	const measure = query.get('dem') === 'duyet' ? 'approved' : 'submitted';
	return { programme, unit, period, measure, scope, today };
}

/** The same for the page, with what can be chosen instead and the units above within reach, the nearest last. */
export async function shownPlace(db: Reader, { programme, unit, period, measure, scope, today }: Place) {
	const [programmes, above] = await Promise.all([listProgrammes(db), unitsAbove(db, unit.id)]);
	const reached = await unitsWithin(
		db,
		scope,
		above.map(({ id }) => id),
	);
	return {
		// A copy: whether it is the very object of the list depends on what is kept in memory, and shows in the page.
		programme: namedProgramme(programme),
		programmes: programmes.map(namedProgramme),
		period: tellPeriod(period),
		periods: periodsOf(programme).map(tellPeriod),
		unit: { id: unit.id, code: unit.code, name: unit.name },
		measure,
		today,
		above: above
			.filter(({ id }) => reached.has(id))
			.reverse()
			.map(({ code, name }) => ({ code, name })),
	};
}
export type ShownPlace = Awaited<ReturnType<typeof shownPlace>>;
