import { isDeepStrictEqual } from 'node:util';
import { redirect } from '@sveltejs/kit';
import { listProgrammes, programmeById } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import { discardCascade, publishCascade, saveCascade } from '#features/targets/commands/cascades.ts';
import {
	type Cascade,
	cascadeById,
	type Preview,
	previewCascade,
} from '#features/targets/queries/cascades.ts';
import { targetsOf } from '#features/targets/queries/targets.ts';
import { periodsOf, samePeriod } from '#features/targets/rules/periods.ts';
import { unitById } from '#features/units/queries.ts';
import type { Db } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { addressOf } from '../../address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { readFixed, readSettings, shownSettings, typedSettings } from './typed.ts';

/** Rows of a page: a form with more of them is heavy on a phone. */
const ROWS = 200;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db } = locals.portal;
	const stored = await cascadeById(db, signedIn(locals.actor), params.id);
	const [place, preview, own, programmes] = await Promise.all([
		placeOf(db, stored),
		previewCascade(db, stored),
		targetsOf(db, stored.programmeId, [stored.unitId], stored),
		listProgrammes(db),
	]);
	return {
		id: stored.id,
		version: stored.version,
		published: stored.publicationId !== null,
		...place,
		own: own.get(stored.unitId)!.inForce,
		settings: shownSettings(stored.settings),
		method: stored.settings.method,
		digest: preview.digest,
		...shown(stored, preview, url.searchParams),
		past: programmes.map(({ id, name, phases }) => ({
			id,
			name,
			phases: phases.map((phase) => ({ id: phase.id, name: phase.name })),
		})),
	};
};

async function placeOf(db: Db, { unitId, programmeId, phaseId, quarter }: Cascade) {
	const [unit, programme] = [(await unitById(db, unitId))!, (await programmeById(db, programmeId))!];
	const { code, phase, from, to } = periodsOf(programme).find((each) =>
		samePeriod(each, { phaseId, quarter }),
	)!;
	return {
		unit: { id: unit.id, code: unit.code, name: unit.name },
		programme: namedProgramme(programme),
		period: { code, phase: phase?.name ?? null, quarter, from, to },
	};
}

/** What the page shows of a preview: one unit's children at a time, and what concerns the whole. */
function shown(stored: Cascade, preview: Preview, query: URLSearchParams) {
	const { branches, numbers, standing, obstacles } = preview;
	const byId = new Map(branches.map((branch) => [branch.id, branch]));
	const parents = new Set(branches.map(({ parentId }) => parentId));
	const at = branches.find(({ code, id }) => code === query.get('tai') && parents.has(id));
	const top = at?.id ?? stored.unitId;
	const below = branches.filter(({ parentId }) => parentId === top);
	const page = Math.min(
		Math.max(1, Number(query.get('trang')) || 1),
		Math.max(1, Math.ceil(below.length / ROWS)),
	);
	const rows = below.slice((page - 1) * ROWS, page * ROWS);
	// Where a number cannot be divided, what was set by hand is still shown.
	const numberOf = (id: number) => numbers.get(id) ?? stored.fixed[id] ?? null;
	const given = (units: readonly { id: number }[]) =>
		units.reduce((sum, { id }) => sum + (numberOf(id) ?? 0), 0);
	return {
		at: at ? { code: at.code, name: at.name } : null,
		/** To be divided among the rows; null where each gets a share of its own. */
		total:
			stored.settings.method === 'rate' ? null : at ? (numbers.get(at.id) ?? null) : stored.settings.total,
		given: given(below),
		/** Of the children on other pages. */
		elsewhere: given(below) - given(rows),
		pages: Math.ceil(below.length / ROWS),
		page,
		rows: rows.map(({ id, code, name, members, ownFigure, past }) => ({
			id,
			code,
			name,
			members,
			ownFigure,
			past,
			number: numberOf(id),
			fixed: stored.fixed[id] ?? null,
			standing: standing.get(id) ?? null,
			parent: parents.has(id),
		})),
		counts: {
			units: branches.length,
			numbers: numbers.size,
			fixed: branches.filter(({ id }) => stored.fixed[id] !== undefined).length,
			unknown: branches.filter(({ members }) => members === null).length,
			changed: branches.filter(
				({ id }) => standing.has(id) && numbers.has(id) && standing.get(id) !== numbers.get(id),
			).length,
		},
		/** Units whose number cannot be divided; the first ones, with the unit to go to. */
		obstacles: obstacles.slice(0, 20).map(({ unitId, code, params }) => ({
			code,
			params,
			unit: byId.get(unitId)?.name ?? null,
			at: byId.get(unitId)?.code ?? '',
		})),
	};
}

/** Keeps what the form says, when it says anything new; answers whether it did. */
async function keep({ locals, params }: RequestEvent, form: FormData): Promise<boolean> {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const stored = await cascadeById(db, actor, params.id);
	const settings = readSettings(typedSettings(form), await listProgrammes(db));
	const fixed = readFixed(form, stored);
	const version = Number(form.get('version'));
	if (isDeepStrictEqual(settings, stored.settings) && isDeepStrictEqual(fixed, stored.fixed)) return false;
	await db.transaction((tx) => saveCascade(tx, actor, params.id, version, { settings, fixed }, clock.now()));
	return true;
}

/** Everything typed comes back: the settings, and the numbers by the name of their field. */
const typedOf = (form: FormData) => ({
	settings: typedSettings(form),
	numbers: Object.fromEntries(
		[...form]
			.filter(([name]) => /^n\.\d+$/.test(name))
			.map(([name, value]) => [name, String(value).slice(0, 40)]),
	),
});

export const actions: Actions = {
	/** Computes anew with what was typed, and keeps it. */
	save: async (event) => {
		const form = await event.request.formData();
		return tryAction(typedOf(form), async () => {
			await keep(event, form);
			return { saved: true };
		});
	},
	/** All numbers set by hand are computed again. */
	release: async (event) => {
		const form = await event.request.formData();
		return tryAction(typedOf(form), async () => {
			const { db, clock } = event.locals.portal;
			const version = Number(form.get('version'));
			await db.transaction((tx) =>
				saveCascade(tx, signedIn(event.locals.actor), event.params.id, version, { fixed: {} }, clock.now()),
			);
			return { saved: true };
		});
	},
	/** Publishes what was looked at; what was typed since is computed and shown first. */
	publish: async (event) => {
		const form = await event.request.formData();
		return tryAction(typedOf(form), async () => {
			if (await keep(event, form)) return { recomputed: true };
			const { db, clock } = event.locals.portal;
			const actor = signedIn(event.locals.actor);
			const stored = await cascadeById(db, actor, event.params.id);
			const programme = (await programmeById(db, stored.programmeId))!;
			const { unit, period } = await placeOf(db, stored);
			await db.transaction((tx) =>
				publishCascade(tx, actor, programme, stored.id, String(form.get('seen') ?? ''), clock.now()),
			);
			const place = { programme: programme.code, unit: unit.code, period: period.code };
			redirect(303, `${addressOf('/chi-tieu', place)}&da=cong-bo`);
		});
	},
	discard: async ({ request, locals, params }) => {
		const form = await request.formData();
		return tryAction(typedOf(form), async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const stored = await cascadeById(db, actor, params.id);
			const { unit, programme, period } = await placeOf(db, stored);
			const version = Number(form.get('version'));
			if (!Number.isInteger(version)) throw new Refusal('cascade_changed', { status: 409 });
			await db.transaction((tx) => discardCascade(tx, actor, params.id, version, clock.now()));
			redirect(
				303,
				addressOf('/chi-tieu', { programme: programme.code, unit: unit.code, period: period.code }),
			);
		});
	},
};
