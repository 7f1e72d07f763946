import { z } from 'zod';
import { queueImport } from '#features/initiatives/commands/import/run.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, importAnswer, namedList } from '../../shape.ts';

export const POST = endpoint({
	summary: 'Enter a checked list, in the background and in one transaction',
	description: 'Ask the list for its `status` and `progress`. The same list again adds nothing.',
	body: z.object({
		validOnly: z.boolean().default(false).describe('Rows that are wrong stay out, instead of stopping all'),
	}),
	answer: importAnswer,
	status: 202,
	refusals: ['not_found', 'import_running', 'import_done', 'import_unchecked'],
	handle: async (request) => {
		const { db, actor, list, now } = await namedList(request);
		await db.transaction((tx) => queueImport(tx, actor, list.id, request.body.validOnly, now));
		return afterwards(request);
	},
});
