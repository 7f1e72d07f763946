import { redirect } from '@sveltejs/kit';
import type { Actor } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { beginCascade } from '#features/targets/commands/cascades.ts';
import { setTarget, undoPublication } from '#features/targets/commands/publish.ts';
import { openCascades } from '#features/targets/queries/cascades.ts';
import { targetOverview } from '#features/targets/queries/overview.ts';
import { reachOf } from '#features/targets/queries/plan.ts';
import { maySetAll, publicationsAt, restorationOf } from '#features/targets/queries/publications.ts';
import { makersOf, targetsOf } from '#features/targets/queries/targets.ts';
import { readNumber } from '#features/targets/rules/numbers.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { GUIDELINE_RATE, type Kind, LINES, NUMBER_MAX, why } from '#features/targets/schema.ts';
import { unitsAbove } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';
import { addressOf } from './address.ts';
import { placeOf } from './request.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const { programme, unit, period, assignsBelow } = await placeOf(db, actor, url.searchParams);
	const [overview, above, programmes, publications, cascades] = await Promise.all([
		targetOverview(db, programme, unit, period, localDate(clock.now())),
		unitsAbove(db, unit.id),
		listProgrammes(db),
		publicationsAt(db, programme.id, unit.id),
		assignsBelow ? openCascades(db, actor, programme.id, unit.id) : [],
	]);
	const reached = await reachOf(
		db,
		actor,
		[unit, ...above].map(({ id }) => id),
	);
	const reach = reached.get(unit.id) ?? { assigns: false, registers: false };
	const makers = await makersOf(
		db,
		overview.own.targets.history.map(({ id }) => id),
	);
	return {
		programme: namedProgramme(programme),
		programmes: programmes.map(namedProgramme),
		periods: periodsOf(programme).map(namedPeriod),
		period: namedPeriod(period),
		unit: { id: unit.id, code: unit.code, name: unit.name },
		// Those above that the person works with; the nearest last.
		above: above
			.filter(({ id }) => reached.has(id))
			.reverse()
			.map(({ code, name }) => ({ code, name })),
		overview,
		makers,
		reach,
		assignsBelow,
		publications: await withUndo(db, actor, publications),
		cascades: cascades.map(({ id, phaseId, quarter, updatedAt, by, settings }) => ({
			id,
			period: periodsOf(programme).find((each) => each.phaseId === phaseId && each.quarter === quarter)!.code,
			total: settings.method === 'divide' ? settings.total : null,
			updatedAt,
			by,
		})),
	};
};

const namedPeriod = ({ code, phase, quarter, from, to }: ReturnType<typeof periodsOf>[number]) => ({
	code,
	phase: phase?.name ?? null,
	quarter,
	from,
	to,
});

/** Whether this person may take each of them back. */
async function withUndo(db: Db, actor: Actor, publications: Awaited<ReturnType<typeof publicationsAt>>) {
	return Promise.all(
		publications.map(async (each) => ({
			...each,
			mine: each.origin !== 'programme' && (await maySetAll(db, actor, await restorationOf(db, each.id))),
		})),
	);
}

export const actions: Actions = {
	/** Sets one number of one unit. */
	set: async ({ request, locals, url }) => {
		const form = await request.formData();
		const actor = signedIn(locals.actor);
		const { db, clock } = locals.portal;
		const values = {
			kind: String(form.get('kind') ?? ''),
			number: String(form.get('number') ?? '').slice(0, 40),
			why: String(form.get('why') ?? '').slice(0, 2000),
		};
		return tryAction(values, async () => {
			const { programme, unit, period } = await placeOf(db, actor, url.searchParams);
			const number = readNumber(values.number);
			const reason = why.safeParse(values.why);
			const issues = [
				...(LINES.some((line) => line === values.kind) ? [] : [{ field: 'kind', code: 'value_missing' }]),
				...(number === null
					? [{ field: 'number', code: 'target_number_invalid', params: { max: NUMBER_MAX } }]
					: []),
				...(reason.success ? [] : [{ field: 'why', code: 'target_why_long' }]),
			];
			if (issues.length > 0 || number === null || !reason.success) throw new Refusal('invalid', { issues });
			const asked = {
				unitId: unit.id,
				phaseId: period.phaseId,
				quarter: period.quarter,
				kind: values.kind as Kind,
				number,
			};
			const seen = String(form.get('seen') ?? '');
			const publicationId = await db.transaction((tx) =>
				setTarget(tx, actor, programme, asked, reason.data, seen, clock.now()),
			);
			return { published: publicationId };
		});
	},

	/** Begins a cascade from what is in force; its page asks for everything else. */
	cascade: async ({ locals, url }) =>
		tryAction(null, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const { programme, unit, period } = await placeOf(db, actor, url.searchParams);
			const targets = await targetsOf(db, programme.id, [unit.id], period);
			const settings = {
				method: 'divide',
				total: targets.get(unit.id)?.inForce?.number ?? 0,
				rate: GUIDELINE_RATE,
				memberShare: 100,
				membersOn: localDate(clock.now()),
				pastProgrammeId: null,
				pastPhaseId: null,
				minimum: 0,
				step: 1,
				levels: 1,
				why: '',
			} as const;
			const id = await db.transaction((tx) =>
				beginCascade(tx, actor, programme, unit.id, period, settings, clock.now()),
			);
			redirect(303, `/chi-tieu/phan-bo/${id}`);
		}),

	/** Takes a publication back; the page stays where it was. */
	undo: async ({ request, locals, url }) => {
		const form = await request.formData();
		const id = Number(form.get('publication'));
		return tryAction(null, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			await db.transaction((tx) =>
				undoPublication(tx, actor, Number.isSafeInteger(id) ? id : 0, clock.now()),
			);
			const { programme, unit, period } = await placeOf(db, actor, url.searchParams);
			const place = { programme: programme.code, unit: unit.code, period: period.code };
			redirect(303, `${addressOf('/chi-tieu', place)}&da=hoan-tac`);
		});
	},
};
