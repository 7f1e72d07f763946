import { findUnits, outermostUnits, unitsById } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { Reader } from '#platform/db/db.ts';
import { unitOption } from '../../../unit-option.ts';

/** What a form's choice of a unit shows again: the chosen one, and what was found without JavaScript. */
export async function unitChoice(db: Reader, scope: UnitScope, form: FormData) {
	const query = String(form.get('unit_query') ?? '').slice(0, 200);
	const id = Number(form.get('unit')) || 0;
	const roots = scope.all ? [undefined] : await outermostUnits(db, scope);
	const [chosen, ...found] = await Promise.all([
		id > 0 && id < 2 ** 31 ? unitsById(db, [id]) : [],
		...roots.slice(0, 5).map((below) => findUnits(db, query, { below })),
	]);
	return { query, unit: chosen[0] ? unitOption(chosen[0]) : null, units: found.flat().map(unitOption) };
}
