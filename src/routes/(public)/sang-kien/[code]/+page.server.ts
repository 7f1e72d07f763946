import { publicInitiative } from '#features/initiatives/queries/public.ts';
import { benefitInWords } from '#features/initiatives/rules/benefit-words.ts';
import { codeOf, idOf } from '#features/initiatives/schema.ts';
import { programmeById } from '#features/programmes/queries.ts';
import { unitById, unitsAbove } from '#features/units/queries.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db } = locals.portal;
	const id = idOf(params.code);
	// One address for each: another way of writing the code is no page.
	if (id === null || codeOf(id) !== params.code) throw notFound();
	const initiative = await publicInitiative(db, id);
	if (!initiative) throw notFound();
	const [unit, above, programme] = await Promise.all([
		unitById(db, initiative.unitId),
		unitsAbove(db, initiative.unitId),
		programmeById(db, initiative.programmeId),
	]);
	if (!unit || !programme) throw new Error(`${initiative.code} stands nowhere`);
	const { approved, code, state, submittedOn, stateOn } = initiative;
	const name = (choices: typeof programme.fields, choice?: number | null) =>
		choices.find((each) => each.id === choice)?.name ?? null;
	return {
		code,
		state,
		submittedOn,
		stateOn,
		approved,
		benefitWords: approved?.benefit != null ? benefitInWords(approved.benefit, locals.locale) : null,
		unit: { code: unit.code, name: unit.name, sample: unit.sample },
		above: above.map((each) => ({ code: each.code, name: each.name })),
		programme: { code: programme.code, name: programme.name },
		group: name(programme.groups, approved?.open?.groupId),
		field: name(programme.fields, approved?.open?.fieldId),
	};
};
