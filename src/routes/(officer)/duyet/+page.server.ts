import { STATES, type State } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { decideInBulk } from '#features/review/commands.ts';
import type { QueueRequest } from '#features/review/queries/conditions.ts';
import { queueCounts } from '#features/review/queries/counts.ts';
import { queuePage } from '#features/review/queries/queue.ts';
import { queueAddress, queueRequest } from '#features/review/queries/request.ts';
import { bulkRequest, queueFilter } from '#features/review/schema.ts';
import { totals } from '#features/statistics/queries/figures.ts';
import { findUnits, outermostUnits, unitsById } from '#features/units/queries.ts';
import { validate } from '#platform/http/validate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { chosenRows } from '#ui/table.ts';
import { unitOption } from '../../unit-option.ts';
import type { Actions, PageServerLoad } from './$types';
import { doneOf } from './done.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const address = Object.fromEntries(url.searchParams);
	const request = await queueRequest(db, actor, address, clock.now());
	const { filter, programmes } = request;
	const [page, counts, states, chosen, found] = await Promise.all([
		queuePage(db, request, clock.now()),
		queueCounts(db, { ...request, filter: { ...filter, level: '' } }),
		stateCounts(db, request),
		filter.unit ? unitsById(db, [filter.unit]) : [],
		findUnits(db, String(address.unit_query ?? '').slice(0, 200)),
	]);
	const plain = { ...request, filter: queueFilter.parse({}) };
	return {
		filter,
		waitingFor: queueAddress(request) === '' ? counts : await queueCounts(db, plain),
		done: doneOf(url),
		address: queueAddress(request),
		page,
		counts,
		states,
		programmes: programmes.map(({ id, code, name, groups, fields, levels, reasons }) => ({
			id,
			code,
			name,
			groups,
			fields,
			levels,
			reasons,
		})),
		unit: chosen[0] ? unitOption(chosen[0]) : null,
		units: found.map(unitOption),
		unitQuery: String(address.unit_query ?? ''),
	};
};

export const actions: Actions = {
	/** One decision on every chosen row. Rows stay chosen when it is refused. */
	decide: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const actor = signedIn(locals.actor);
		const form = await request.formData();
		const chosen = chosenRows(form, 'chosen');
		const action = String(form.get('action'));
		const typed = (name: string) => String(form.get(`${action}_${name}`) ?? '');
		const values = { chosen, action, reason: typed('reason'), note: typed('note') };
		return tryAction(values, async () => {
			const { rows, ...decision } = validate(bulkRequest, { ...values, rows: chosen });
			const programmes = await listProgrammes(db);
			const outcomes = await db.transaction((tx) =>
				decideInBulk(tx, actor, programmes, rows, decision, clock.now()),
			);
			return { outcomes: outcomes.map((outcome) => ({ ...outcome, code: codeOf(outcome.id) })) };
		});
	},
};

/** How many stand in each state within reach, from the tallies; null in the view that does not show it. */
async function stateCounts(db: App.Locals['portal']['db'], { filter, scopes, programmes }: QueueRequest) {
	const programme = programmes.find((each) => each.code === filter.programme);
	if (filter.view !== 'scope' || !programme) return null;
	const units = await outermostUnits(db, scopes.read);
	const figures = await Promise.all(units.map((unit) => totals(db, programme.id, unit)));
	return Object.fromEntries(
		STATES.map((state) => [state, figures.reduce((sum, figure) => sum + figure[state].n, 0)]),
	) as Record<State, number>;
}
