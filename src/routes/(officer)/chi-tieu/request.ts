import { type Actor, scopeOf } from '#features/people/rules.ts';
import { currentProgramme, listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type NamedPeriod, periodsOf } from '#features/targets/rules/periods.ts';
import { isWithin, outermostUnits, unitByCode, unitById } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/** What a page of targets is about. */
export interface Place {
	programme: Programme;
	unit: Unit;
	period: NamedPeriod;
	/** The person hands down to the units below this one. */
	assignsBelow: boolean;
}

/** Whether a person works with the targets of a unit or of those below it. */
async function reaches(
	db: Reader,
	actor: Actor,
	unitId: number,
): Promise<{ any: boolean; assigns: boolean }> {
	const [assigns, registers] = await Promise.all([
		isWithin(db, scopeOf(actor, 'assign_targets'), unitId),
		isWithin(db, scopeOf(actor, 'register_targets'), unitId),
	]);
	return { any: assigns || registers, assigns };
}

/**
 * Reads what an address names: `don-vi`, `chuong-trinh`, `ky`; what it leaves out is the person's own unit, the
 * current programme and the whole of it.
 * @throws Refusal `not_found`
 */
export async function placeOf(db: Reader, actor: Actor, query: URLSearchParams): Promise<Place> {
	const code = query.get('chuong-trinh');
	const programme = code
		? (await listProgrammes(db)).find((each) => each.code === code)
		: await currentProgramme(db);
	const asked = query.get('don-vi');
	const unit = asked ? await unitByCode(db, asked) : await ownUnit(db, actor);
	const period = programme && periodsOf(programme).find((each) => each.code === (query.get('ky') ?? ''));
	if (!programme || !unit || !period) throw notFound();
	const reach = await reaches(db, actor, unit.id);
	if (!reach.any) throw notFound();
	return { programme, unit, period, assignsBelow: reach.assigns };
}

async function ownUnit(db: Reader, actor: Actor): Promise<Unit | undefined> {
	for (const permission of ['assign_targets', 'register_targets'] as const) {
		const [first] = await outermostUnits(db, scopeOf(actor, permission));
		if (first !== undefined) return unitById(db, first);
	}
	return undefined;
}
