import { z } from 'zod';
import { queueCounts } from '#features/review/queries/counts.ts';
import { queuePage } from '#features/review/queries/queue.ts';
import { queueRequest } from '#features/review/queries/request.ts';
import { queueFilter, VERDICTS } from '#features/review/schema.ts';
import { BANDS } from '#features/similarity/schema.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

const row = z.object({
	id: z.number(),
	code: z.string(),
	seq: z.number(),
	title: z.string(),
	unit: z.object({ code: z.string(), name: z.string() }),
	author: z.string(),
	coAuthors: z.number(),
	state: z.string(),
	submittedOn: z.string(),
	stateOn: z.string(),
	daysWaiting: z.number(),
	level: z.number().nullable(),
	pass: z.enum(['confirm', 'approve']).nullable(),
	barred: z.string().nullable(),
	band: z.enum(BANDS).nullable(),
	unjudged: z.boolean(),
	judged: z.enum(VERDICTS).nullable(),
	benefit: z.number().nullable().describe('Đồng as declared'),
	unitVerified: z.number().nullable(),
	centralVerified: z.number().nullable(),
});

export const GET = endpoint({
	summary: 'Initiatives that wait for your decision (view=waiting), or all within your reach (view=scope)',
	query: queueFilter,
	answer: z.object({
		rows: z.array(row),
		total: z.number(),
		capped: z.boolean(),
		after: z.string().nullable(),
		before: z.string().nullable(),
	}),
	handle: async ({ portal: { db, clock }, actor, query }) => {
		const now = clock.now();
		const request = await queueRequest(db, signedIn(actor), query, now);
		const [page, counts] = await Promise.all([queuePage(db, request, now), queueCounts(db, request)]);
		return {
			// Parsed, so that only what the description names goes out.
			rows: page.rows.map(({ unitCode, unitName, wait, ...rest }) =>
				row.parse({ ...rest, unit: { code: unitCode, name: unitName }, daysWaiting: wait.days }),
			),
			total: counts.total,
			capped: counts.capped,
			after: page.after,
			before: page.before,
		};
	},
});
