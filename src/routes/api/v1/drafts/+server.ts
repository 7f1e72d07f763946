import { z } from 'zod';
import { createDraft, saveDraft } from '#features/initiatives/commands/drafts.ts';
import { listDrafts } from '#features/initiatives/queries/drafts.ts';
import { content, SUBMISSION_KINDS } from '#features/initiatives/schema.ts';
import { listProgrammes, programmeByCode } from '#features/programmes/queries.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import { localDate } from '#platform/clock/clock.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const GET = endpoint({
	summary: 'List the drafts at hand, newest first, with how much each lacks',
	answer: z.array(
		z.object({
			id: z.uuid(),
			kind: z.enum(SUBMISSION_KINDS),
			title: z.string(),
			unit: z.string().nullable(),
			toMend: z.number(),
			version: z.number(),
			updatedAt: z.iso.datetime(),
		}),
	),
	handle: async ({ portal, actor }) => {
		const programmes = await listProgrammes(portal.db);
		const drafts = await listDrafts(portal.db, signedIn(actor), programmes, portal.clock.now());
		return drafts.map(({ id, kind, content: { title }, unitName, toMend, version, updatedAt }) => ({
			id,
			kind,
			title,
			unit: unitName,
			toMend,
			version,
			updatedAt: updatedAt.toISOString(),
		}));
	},
});

export const POST = endpoint({
	summary: "Begin a draft: one's own initiative, or one of others by proxy",
	body: z.object({
		programme: z.string().max(40),
		kind: z.enum(['self', 'proxy']).default('self'),
		content: content.optional(),
	}),
	answer: z.object({ id: z.uuid(), version: z.number() }),
	status: 201,
	refusals: ['forbidden', 'submission_closed'],
	handle: async ({ portal: { db, clock }, actor, body }) => {
		const now = clock.now();
		const programme = await programmeByCode(db, body.programme);
		if (!programme)
			throw new Refusal('invalid', { issues: [{ field: 'programme', code: 'choice_unknown' }] });
		if (!takesSubmissions(programme, localDate(now)))
			throw new Refusal('submission_closed', { params: programme.submission });
		return db.transaction(async (tx) => {
			const id = await createDraft(tx, signedIn(actor), programme, body.kind, now);
			const written = body.content && { version: null, content: body.content };
			const { version } = written ? await saveDraft(tx, signedIn(actor), id, written, now) : { version: 1 };
			return { id, version };
		});
	},
});
