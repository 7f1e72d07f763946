import { z } from 'zod';
import { listPreview } from '#features/initiatives/queries/import-preview.ts';
import { PREVIEW_MOST } from '#features/initiatives/rules/import.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { namedList } from '../../shape.ts';

export const GET = endpoint({
	summary: 'What the rows of a checked list are like, before it is entered',
	description: `Begun by itself once a list of at most ${PREVIEW_MOST} rows is checked; a notice that stops nothing.`,
	answer: z.object({
		total: z.number().describe('Rows of the list'),
		screened: z.number().describe('Rows compared so far'),
		finished: z.boolean(),
		known: z.number().describe('Rows that are like an initiative that is there'),
		twins: z.number().describe('Rows that are like another row of the list'),
	}),
	refusals: ['not_found'],
	handle: async (request) => {
		const { db, list } = await namedList(request);
		return listPreview(db, list.id);
	},
});
