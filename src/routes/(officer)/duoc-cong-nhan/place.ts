import { type Actor, scopeOf } from '#features/people/rules.ts';
import { currentProgramme, listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { isWithin, outermostUnits, unitByCode, unitById } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/**
 * Reads what an address names: `don-vi`, `chuong-trinh`; what it leaves out is the person's own unit and the current
 * programme.
 * @throws Refusal `not_found`
 */
export async function placeOf(
	db: Reader,
	actor: Actor,
	query: URLSearchParams,
): Promise<{ programme: Programme; unit: Unit }> {
	const scope = scopeOf(actor, 'submit_for_others');
	const code = query.get('chuong-trinh');
	const programme = code
		? (await listProgrammes(db)).find((each) => each.code === code)
		: await currentProgramme(db);
	const asked = query.get('don-vi');
	const [first] = asked ? [] : await outermostUnits(db, scope);
	const unit = asked ? await unitByCode(db, asked) : first && (await unitById(db, first));
	if (!programme || !unit || !(await isWithin(db, scope, unit.id))) throw notFound();
	return { programme, unit };
}
