import { deleteDraft, restoreDraft } from '#features/initiatives/commands/drafts.ts';
import { listDrafts } from '#features/initiatives/queries/drafts.ts';
import { listMine } from '#features/initiatives/queries/mine.ts';
import { codeOf, idOf } from '#features/initiatives/schema.ts';
import { holds } from '#features/people/rules.ts';
import { joinProgramme } from '#features/programmes/commands.ts';
import { joinedBy, listProgrammes, programmeByCode } from '#features/programmes/queries.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, clock } = locals.portal;
	const actor = signedIn(locals.actor);
	const programmes = await listProgrammes(db);
	const before = idOf(url.searchParams.get('truoc') ?? '') ?? undefined;
	const [mine, joined, drafts] = await Promise.all([
		listMine(db, actor, { before, limit: PAGE }),
		joinedBy(db, actor.accountId),
		before === undefined ? listDrafts(db, actor, programmes, clock.now()) : [],
	]);
	const forOthers = holds(actor, 'submit_for_others');
	const last = mine.rows.at(-1);
	const open = programmes.filter((each) => takesSubmissions(each, localDate(clock.now())));
	return {
		/** Open programmes, with the day on which the person joined; none for who may not submit. */
		open: (holds(actor, 'submit') ? open : []).map(({ id, code, name, submission }) => ({
			code,
			name,
			until: submission.to,
			joinedOn: joined.get(id) ?? null,
		})),
		rows: mine.rows,
		next: mine.more && last ? `?truoc=${codeOf(last.id)}` : null,
		first: before === undefined,
		programmes: programmes.map(({ id, levels }) => ({ id, levels })),
		drafts: drafts.map(({ id, content, kind, missing, toMend, updatedAt, initiativeId, unitName }) => ({
			id,
			href: `${kind !== 'self' && forOthers ? '/nop-ho' : '/nop'}/${id}`,
			title: content.title,
			kind,
			missing,
			toMend,
			updatedAt,
			mends: initiativeId === null ? null : codeOf(initiativeId),
			unitName,
		})),
	};
};

export const actions: Actions = {
	delete: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const id = String((await request.formData()).get('draft') ?? '');
		return tryAction({}, async () => {
			await db.transaction((tx) => deleteDraft(tx, signedIn(locals.actor), id, clock.now()));
			return { deleted: id };
		});
	},
	join: async ({ request, locals }) => {
		const { db, clock } = locals.portal;
		const code = String((await request.formData()).get('programme') ?? '');
		return tryAction({}, async () => {
			const programme = await programmeByCode(db, code);
			if (!programme) throw notFound();
			await db.transaction((tx) => joinProgramme(tx, signedIn(locals.actor), programme, clock.now()));
			return { joined: code };
		});
	},
	restore: async ({ request, locals }) => {
		const id = String((await request.formData()).get('draft') ?? '');
		return tryAction({}, async () => {
			await locals.portal.db.transaction((tx) => restoreDraft(tx, signedIn(locals.actor), id));
			return { restored: id };
		});
	},
};
