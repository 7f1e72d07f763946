import { redirect } from '@sveltejs/kit';
import { codeOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import {
	addRecognised,
	assignHelper,
	beginFor,
	confirmInitiative,
	removeRecognised,
	restoreRecognised,
} from '#features/recognised/commands/list.ts';
import { countRecognised, helpers, listRecognised } from '#features/recognised/queries/list.ts';
import { STATUSES } from '#features/recognised/schema.ts';
import { isRefusal, Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { chosenRows } from '#ui/table.ts';
import type { Actions, PageServerLoad } from './$types';
import { placeOf } from './place.ts';

const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const actor = signedIn(locals.actor);
	const scope = scopeOf(actor, 'submit_for_others');
	const { programme, unit } = await placeOf(db, actor, url.searchParams);
	const status = STATUSES.find((each) => each === url.searchParams.get('tinh-trang'));
	const mineOnly = url.searchParams.get('toi') === '1';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('trang'))) || 1);
	const asked = {
		programmeId: programme.id,
		unitId: unit.id,
		...(mineOnly && { assignedTo: actor.accountId }),
	};
	const [counts, rows, officers] = await Promise.all([
		countRecognised(db, scope, asked),
		listRecognised(
			db,
			scope,
			{ ...asked, ...(status && { status }) },
			{ limit: PAGE + 1, offset: (Math.min(page, 1000) - 1) * PAGE },
		),
		helpers(db, scope),
	]);
	return {
		// A copy: whether it is the same object as the one in the list depends on what is kept, and would show.
		programme: namedProgramme(programme),
		programmes: (await listProgrammes(db)).map(namedProgramme),
		groups: programme.groups.map(({ id, name }) => ({ id, name })),
		unit: { code: unit.code, name: unit.name },
		status: status ?? null,
		mineOnly,
		page,
		more: rows.length > PAGE,
		counts,
		rows: rows.slice(0, PAGE).map(({ proposal, initiativeId, ...row }) => ({
			...row,
			initiative: initiativeId === null ? null : codeOf(initiativeId),
			proposal: proposal && { ...proposal, code: codeOf(proposal.id) },
		})),
		officers,
		me: actor.accountId,
	};
};

const ids = (values: readonly string[]): number[] => values.map(Number).filter(Number.isSafeInteger);
const one = (form: FormData, name: string): number => {
	const id = Number(form.get(name) ?? '');
	return Number.isSafeInteger(id) ? id : 0;
};

export const actions: Actions = {
	add: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = Object.fromEntries(
			['name', 'title', 'group', 'number', 'date'].map((name) => [
				name,
				String(form.get(name) ?? '').slice(0, 2000),
			]),
		);
		return tryAction(values, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const { programme, unit } = await placeOf(db, actor, url.searchParams);
			const date = values.date!.trim() === '' ? { date: null } : parseDate(values.date!);
			refuseIfAny(
				'date' in date ? [] : [{ field: 'date', code: 'recognised_date', params: { text: values.date! } }],
			);
			const person = {
				unitId: unit.id,
				name: values.name!,
				title: values.title!,
				groupId: programme.groups.find(({ id }) => String(id) === values.group)?.id ?? null,
				decisionNumber: values.number!,
				decidedOn: 'date' in date ? date.date : null,
			};
			try {
				return await db.transaction((tx) => addRecognised(tx, actor, programme, [person], clock.now()));
			} catch (error) {
				if (!isRefusal(error)) throw error;
				const issues = error.issues.map((issue) => ({
					...issue,
					field: issue.field === '0.decisionNumber' ? 'number' : issue.field.slice(2),
				}));
				throw new Refusal(error.code, { status: error.status, issues });
			}
		});
	},

	assign: async ({ request, locals }) => {
		const form = await request.formData();
		const chosen = ids(chosenRows(form, 'chosen'));
		const helper = String(form.get('helper') ?? '');
		return tryAction({ chosen: chosen.map(String) }, async () => {
			if (chosen.length === 0) throw new Refusal('recognised_none_chosen');
			const actor = signedIn(locals.actor);
			const to = helper === '' ? null : Number(helper) || 0;
			const assigned = await locals.portal.db.transaction((tx) => assignHelper(tx, actor, chosen, to));
			return { assigned };
		});
	},

	remove: async ({ request, locals }) => {
		const chosen = ids(chosenRows(await request.formData(), 'chosen'));
		return tryAction({ chosen: chosen.map(String) }, async () => {
			if (chosen.length === 0) throw new Refusal('recognised_none_chosen');
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			return { removed: await db.transaction((tx) => removeRecognised(tx, actor, chosen, clock.now())) };
		});
	},

	restore: async ({ request, locals }) => {
		const chosen = ids((await request.formData()).getAll('id').map(String));
		return tryAction({}, async () => {
			const actor = signedIn(locals.actor);
			await locals.portal.db.transaction((tx) => restoreRecognised(tx, actor, chosen));
			return { restored: chosen.length };
		});
	},

	confirm: async ({ request, locals }) => {
		const form = await request.formData();
		const initiative = form.get('initiative') === '' ? null : one(form, 'initiative');
		return tryAction({}, async () => {
			const actor = signedIn(locals.actor);
			await locals.portal.db.transaction((tx) => confirmInitiative(tx, actor, one(form, 'id'), initiative));
			return { confirmed: initiative !== null };
		});
	},

	/** «Nộp hộ»: a draft with what the list knows. */
	begin: async ({ request, locals }) => {
		const form = await request.formData();
		return tryAction({}, async () => {
			const { db, clock } = locals.portal;
			const actor = signedIn(locals.actor);
			const programmes = await listProgrammes(db);
			const draft = await db.transaction((tx) =>
				beginFor(tx, actor, programmes, one(form, 'id'), clock.now()),
			);
			redirect(303, `/nop-ho/${draft}`);
		});
	},
};
