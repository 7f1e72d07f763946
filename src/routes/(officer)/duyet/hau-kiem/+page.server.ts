import { redirect } from '@sveltejs/kit';
import { type Actor, holds, scopeOf, unitsOf } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { drawSample } from '#features/review/commands/samples.ts';
import { latestSamples } from '#features/review/queries/samples.ts';
import { findUnits, unitsById } from '#features/units/queries.ts';
import { refuseIfAny } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { unitOption } from '../../../unit-option.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const unitQuery = String(url.searchParams.get('unit_query') ?? '').slice(0, 200);
	const [programmes, samples, own, found] = await Promise.all([
		listProgrammes(db),
		latestSamples(db, scopeOf(actor, 'read_initiatives')),
		unitsById(db, ownUnits(actor).slice(0, 1)),
		unitQuery ? findUnits(db, unitQuery) : [],
	]);
	return {
		programmes: programmes.map(namedProgramme),
		samples,
		/** Who may draw does so in their own unit unless another is chosen. */
		unit: own[0] ? unitOption(own[0]) : null,
		units: found.map(unitOption),
		unitQuery,
		central: scopeOf(actor, 'verify_centrally').all,
		draws: scopeOf(actor, 'verify_centrally').all || holds(actor, 'verify_benefit'),
	};
};

const ownUnits = (actor: Actor) => [
	...unitsOf(actor, 'verify_centrally'),
	...unitsOf(actor, 'verify_benefit'),
];

export const actions: Actions = {
	/** Draws a sample and opens it. Without JavaScript its «find» button brings units to choose from instead. */
	draw: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = await request.formData();
		const values = {
			programme: String(form.get('programme') ?? ''),
			unit: String(form.get('unit') ?? ''),
			unit_query: String(form.get('unit_query') ?? '').slice(0, 200),
			size: String(form.get('size') ?? ''),
		};
		if (form.has('find')) {
			const units = await findUnits(db, values.unit_query);
			return { values, found: units.map(unitOption) };
		}
		return tryAction(values, async () => {
			const programme = (await listProgrammes(db)).find(({ code }) => code === values.programme);
			const unitId = /^\d{1,9}$/.test(values.unit) ? Number(values.unit) : null;
			refuseIfAny([
				...(programme ? [] : [{ field: 'programme', code: 'value_missing' }]),
				...(unitId === null ? [{ field: 'unit', code: 'value_missing' }] : []),
			]);
			const size = /^\d{1,9}$/.test(values.size.trim()) ? Number(values.size) : 0;
			const id = await db.transaction((tx) => drawSample(tx, actor, programme!, unitId!, size, clock.now()));
			redirect(303, `/duyet/hau-kiem/${id}`);
		});
	},
};
