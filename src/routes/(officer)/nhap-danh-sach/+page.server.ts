import { redirect } from '@sveltejs/kit';
import { uploadList } from '#features/initiatives/commands/import/upload.ts';
import { listImports } from '#features/initiatives/queries/imports.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import { findUnits, outermostUnits, unitsById } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { Portal } from '#portal/portal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { unitOption } from '../../unit-option.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { portal } = locals;
	const actor = signedIn(locals.actor);
	const [imports, programmes, all] = await Promise.all([
		listImports(portal.db, actor),
		openProgrammes(portal),
		listProgrammes(portal.db),
	]);
	const roots = await outermostUnits(portal.db, scopeOf(actor, 'submit_for_others'));
	return {
		imports: imports.map(({ id, fileName, status, counts, total, unitName, createdAt, programmeId }) => ({
			id,
			fileName,
			status,
			counts,
			total,
			unitName,
			createdAt,
			programme: all.find((programme) => programme.id === programmeId)!.name[locals.locale],
		})),
		programmes: programmes.map(({ code, name }) => ({ id: code, label: name[locals.locale] })),
		roots,
		units: (await unitsById(portal.db, roots)).map(unitOption),
	};
};

const openProgrammes = async ({ db, clock }: Portal) =>
	(await listProgrammes(db)).filter((programme) => takesSubmissions(programme, localDate(clock.now())));

export const actions: Actions = {
	upload: async ({ request, locals }) => {
		const form = await request.formData();
		const { portal } = locals;
		const values = typed(form);
		return tryAction(values, async () => {
			const file = form.get('file');
			const programme = (await openProgrammes(portal)).find(({ code }) => code === values.programme);
			const issues = [
				...(file instanceof File && file.size > 0 ? [] : [{ field: 'file', code: 'import_file_missing' }]),
				...(programme ? [] : [{ field: 'programme', code: 'value_missing' }]),
				...(values.unit ? [] : [{ field: 'unit', code: 'missing_unit' }]),
			];
			if (issues.length > 0 || !programme || !(file instanceof File))
				throw new Refusal('invalid', { issues });
			const to = { programme, unitId: Number(values.unit) };
			const sent = { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
			const id = await uploadList(portal.db, signedIn(locals.actor), to, sent, portal.clock.now()).catch(
				(error) => {
					throw named(error);
				},
			);
			redirect(303, `/nhap-danh-sach/${id}/cot`);
		});
	},

	/** Without JavaScript: the units found for what was typed. */
	find: async ({ request, locals }) => {
		const values = typed(await request.formData());
		return { values, found: await foundUnits(locals.portal, signedIn(locals.actor), values.unit_query) };
	},
};

/** What is wrong with the file stands beside the file. */
const named = (error: unknown) =>
	error instanceof Refusal && /^(excel|import)_/.test(error.code)
		? new Refusal('invalid', { issues: [{ field: 'file', code: error.code, params: error.params }] })
		: error;

const typed = (form: FormData) => ({
	programme: String(form.get('programme') ?? ''),
	unit: String(form.get('unit') ?? ''),
	unit_query: String(form.get('unit_query') ?? '').slice(0, 200),
});

async function foundUnits({ db }: Portal, actor: Actor, query: string) {
	const roots = await outermostUnits(db, scopeOf(actor, 'submit_for_others'));
	const found = await Promise.all(roots.slice(0, 5).map((below) => findUnits(db, query, { below })));
	return found.flat().map(unitOption);
}
