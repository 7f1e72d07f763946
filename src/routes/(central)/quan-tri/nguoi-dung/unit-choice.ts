import type { z } from 'zod';
import { findUnits, outermostUnits, unitsById } from '#features/units/queries.ts';
import type { UnitScope } from '#features/units/rules.ts';
import type { Reader } from '#platform/db/db.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
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

/** The codes that help here, instead of the schema's general ones. */
const CODES: Record<string, string> = {
	name: 'missing_name',
	password: 'password_short',
	unit: 'missing_unit',
};

/** `validate`, with what is wrong said in the words of this form. */
export function readForm<Schema extends z.ZodType>(schema: Schema, form: FormData): z.output<Schema> {
	try {
		return validate(schema, Object.fromEntries(form));
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const issues = error.issues.map((issue) => ({ ...issue, code: CODES[issue.field] ?? issue.code }));
		throw new Refusal('invalid', { issues });
	}
}
