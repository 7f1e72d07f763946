import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { createDraft, saveDraft, submitDraft } from '#features/initiatives/commands/drafts.ts';
import { addFile, removeFile } from '#features/initiatives/commands/files.ts';
import { listDrafts, loadDraftPage } from '#features/initiatives/queries/drafts.ts';
import { FILE_PURPOSES } from '#features/initiatives/queries/files.ts';
import { similarInitiatives } from '#features/initiatives/queries/similar.ts';
import { emptyAuthor, typedContent } from '#features/initiatives/rules/drafts.ts';
import { acceptOffer, undoOffer } from '#features/initiatives/rules/originals.ts';
import {
	type Content,
	codeOf,
	content as contentSchema,
	idOf,
	type SubmissionKind,
} from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { listProgrammes, programmeByCode } from '#features/programmes/queries.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import { findUnits, unitsById } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Issue, isRefusal, notFound } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { fieldId } from '#ui/field.ts';
import { unitOption } from '../../unit-option.ts';

/** Where drafts are written: one's own at `/nop`, those of others at `/nop-ho`. */
type Base = '/nop' | '/nop-ho';
const kindsAt: Record<Base, readonly SubmissionKind[]> = { '/nop': ['self'], '/nop-ho': ['proxy', 'import'] };

/** The open programmes, and the drafts to go on with. */
export async function loadStart({ locals }: Pick<RequestEvent, 'locals'>, base: Base) {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const now = clock.now();
	const programmes = await listProgrammes(db);
	const drafts = await listDrafts(db, actor, programmes, now, { kinds: kindsAt[base] });
	return {
		base,
		programmes: programmes
			.filter((programme) => takesSubmissions(programme, localDate(now)))
			.map(({ code, name, description, submission }) => ({ code, name, description, submission })),
		drafts: drafts.map(({ id, content, unitName, toMend, updatedAt, kind }) => ({
			id,
			title: content.title,
			unitName,
			toMend,
			updatedAt,
			kind,
		})),
	};
}

/** Begins a draft of the chosen programme and opens it. */
export async function startAction({ request, locals }: RequestEvent, base: Base) {
	const { db, clock } = locals.portal;
	const code = String((await request.formData()).get('programme') ?? '');
	return tryAction({}, async () => {
		const programme = await programmeByCode(db, code);
		if (!programme || !takesSubmissions(programme, localDate(clock.now()))) throw notFound();
		const kind = base === '/nop' ? 'self' : 'proxy';
		const id = await db.transaction((tx) =>
			createDraft(tx, signedIn(locals.actor), programme, kind, clock.now()),
		);
		redirect(303, `${base}/${id}`);
	});
}

/** A draft with everything its form and its review page show. */
export async function loadForm({ locals, params, url }: Pick<RequestEvent, 'locals' | 'params' | 'url'>) {
	const { db, clock, log } = locals.portal;
	const actor = signedIn(locals.actor);
	const programmes = await listProgrammes(db);
	const page = await loadDraftPage(db, actor, programmes, params.draft ?? '', clock.now());
	const { draft, programme, files, checked } = page;
	const scope = scopeOf(actor, draft.kind === 'self' ? 'submit' : 'submit_for_others');
	const query = url.searchParams.get('don-vi') ?? '';
	const [units, found, similar] = await Promise.all([
		unitsById(db, [...(draft.content.unit ? [draft.content.unit] : []), ...scope.unitIds.slice(0, 10)]),
		query ? findWithin(db, query, scope.all ? [undefined] : scope.unitIds) : [],
		// To look is a service: a page to write on comes without it, too.
		similarInitiatives(db, actor, draft.content, draft.initiativeId).catch((error) => {
			log.warn({ err: error, draft: draft.id }, 'similar initiatives were not found');
			return null;
		}),
	]);
	return {
		draft: { id: draft.id, version: draft.version, content: draft.content, updatedAt: draft.updatedAt },
		facts: {
			kind: draft.kind,
			mends: draft.initiativeId === null ? null : codeOf(draft.initiativeId),
			groups: programme.groups,
			fields: programme.fields,
			application: programme.application,
			requiredFields: programme.requiredFields,
		},
		programme: { name: programme.name, levels: programme.levels, returnDays: programme.returnDays },
		open: draft.initiativeId !== null || takesSubmissions(programme, localDate(clock.now())),
		submission: programme.submission,
		files,
		similar,
		missing: checked.missing,
		wrong: checked.issues,
		unit: units.filter(({ id }) => id === draft.content.unit).map(unitOption)[0] ?? null,
		units: [...new Map([...found, ...units].map((unit) => [unit.id, unitOption(unit)])).values()],
		unitQuery: query,
		below: scope.all ? [] : scope.unitIds,
	};
}

async function findWithin(
	db: App.Locals['portal']['db'],
	query: string,
	roots: readonly (number | undefined)[],
) {
	const found = await Promise.all(
		roots.slice(0, 5).map((below) => findUnits(db, query, { below, limit: 10 })),
	);
	return found.flat();
}

/**
 * Saves what was typed and then does what was pressed: another author's row, one less, a file less, a unit
 * found, on to the review. Whatever was pressed, nothing typed is lost, so all of it works without JavaScript.
 */
export async function formAction(event: RequestEvent, base: Base) {
	const { locals, params, request } = event;
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const id = params.draft ?? '';
	const form = await request.formData();
	const typed = typedContent(form);
	return tryAction(typed, async () => {
		const pressed = press(typed, form);
		const content = recoded(validate(contentSchema, pressed.typed), form);
		const version = form.has('overwrite') ? null : Number(form.get('version')) || null;
		await db.transaction((tx) => saveDraft(tx, actor, id, { version, content }, clock.now()));
		const drop = form.get('removeFile');
		if (drop) await db.transaction((tx) => removeFile(tx, actor, id, String(drop)));
		const issues = await keepFiles(event, form);
		if (issues.length > 0) return fail(422, { code: 'invalid', params: {}, issues, values: null });
		redirect(303, `${base}/${id}${pressed.to}`);
	});
}

/** What a button changes in the words typed, and where the form goes on. */
function press(typed: Record<string, unknown>, form: FormData): { typed: object; to: string } {
	const authors = typed.authors as object[];
	if (form.has('addAuthor'))
		return {
			typed: { ...typed, authors: [...authors, emptyAuthor()] },
			to: `#f-authors.${authors.length}.name`,
		};
	if (form.has('removeAuthor')) {
		const gone = Number(form.get('removeAuthor'));
		return { typed: { ...typed, authors: authors.filter((_, index) => index !== gone) }, to: '#s-authors' };
	}
	if (form.has('removeFile')) return { typed, to: '#s-files' };
	const recode = form.get('toUnicode') ?? form.get('undoUnicode');
	if (recode) return { typed, to: `#${fieldId(String(recode))}-encoding` };
	if (form.has('find'))
		return {
			typed,
			to: `?${new URLSearchParams({ 'don-vi': String(form.get('unit_query') ?? '') })}#f-unit`,
		};
	return { typed, to: form.has('review') ? '/xem-lai' : '?da-luu' };
}

/** One text in Unicode, or back as it was, where that was pressed. */
function recoded(content: Content, form: FormData): Content {
	const [taken, undone] = [form.get('toUnicode'), form.get('undoUnicode')];
	if (taken) return acceptOffer(content, String(taken));
	return undone ? undoOffer(content, String(undone)) : content;
}

/** Keeps the files that came with the form; answers what was refused. */
async function keepFiles({ locals, params }: RequestEvent, form: FormData): Promise<Issue[]> {
	const { db, files, clock } = locals.portal;
	const issues: Issue[] = [];
	for (const purpose of FILE_PURPOSES)
		for (const file of form.getAll(purpose)) {
			if (!(file instanceof File) || file.size === 0) continue;
			const bytes = new Uint8Array(await file.arrayBuffer());
			const sent = { name: file.name, bytes };
			await addFile(db, files, signedIn(locals.actor), params.draft ?? '', purpose, sent, clock.now()).catch(
				(error) => {
					if (!isRefusal(error)) throw error;
					issues.push(...error.issues);
				},
			);
		}
	return issues;
}

/** Submits what was reviewed and goes to the page that says what happens next. */
export async function submitAction({ request, locals, params }: RequestEvent) {
	const { db, clock } = locals.portal;
	const form = await request.formData();
	const mends = idOf(String(form.get('mends') ?? ''));
	return tryAction({}, async () => {
		const programmes = await listProgrammes(db);
		const { id } = await db.transaction((tx) =>
			submitDraft(tx, signedIn(locals.actor), programmes, params.draft ?? '', clock.now(), mends),
		);
		redirect(303, `/nop/xong/${codeOf(id)}`);
	});
}
