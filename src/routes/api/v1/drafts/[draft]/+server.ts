import { z } from 'zod';
import { deleteDraft, saveDraft } from '#features/initiatives/commands/drafts.ts';
import { loadDraftPage } from '#features/initiatives/queries/drafts.ts';
import { offersOf } from '#features/initiatives/rules/originals.ts';
import { content, SUBMISSION_KINDS } from '#features/initiatives/schema.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';
import { offers } from '../../initiatives/offers.ts';

const issue = z.object({
	field: z.string(),
	code: z.string(),
	params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const GET = endpoint({
	summary: 'Read a draft, with what is missing and what is wrong',
	answer: z.object({
		id: z.uuid(),
		kind: z.enum(SUBMISSION_KINDS),
		programme: z.string(),
		version: z.number(),
		content,
		missing: z.array(issue),
		wrong: z.array(issue),
		offers,
		files: z.array(z.object({ id: z.uuid(), name: z.string(), purpose: z.string(), bytes: z.number() })),
	}),
	handle: async ({ portal: { db, clock }, actor, params }) => {
		const programmes = await listProgrammes(db);
		const page = await loadDraftPage(db, signedIn(actor), programmes, params.draft!, clock.now());
		const { draft, programme, files, checked } = page;
		return {
			id: draft.id,
			kind: draft.kind,
			programme: programme.code,
			version: draft.version,
			content: draft.content,
			missing: checked.missing,
			wrong: checked.issues,
			offers: offersOf(draft.content),
			files: files.map(({ id, name, purpose, bytes }) => ({ id, name, purpose, bytes })),
		};
	},
});

export const PUT = endpoint({
	summary: 'Save a draft; `version` is the one that was read, null writes over whatever is there',
	body: z.object({ version: z.number().int().positive().nullable(), content }),
	answer: z.object({ version: z.number(), savedAt: z.iso.datetime() }),
	refusals: ['draft_changed'],
	handle: async ({ portal: { db, clock }, actor, params, body }) => {
		const saved = await db.transaction((tx) =>
			saveDraft(tx, signedIn(actor), params.draft!, body, clock.now()),
		);
		return { version: saved.version, savedAt: saved.savedAt.toISOString() };
	},
});

export const DELETE = endpoint({
	summary: 'Delete a draft; it can be brought back on the page of drafts for a while',
	answer: z.null(),
	status: 204,
	handle: async ({ portal: { db, clock }, actor, params }) => {
		await db.transaction((tx) => deleteDraft(tx, signedIn(actor), params.draft!, clock.now()));
		return null;
	},
});
