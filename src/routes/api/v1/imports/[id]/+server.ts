import { z } from 'zod';
import { discardList } from '#features/initiatives/commands/import/upload.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, importAnswer, namedList } from '../shape.ts';

export const GET = endpoint({
	summary: 'A list that the caller sent: how its columns were recognised, what was chosen, how far it is',
	answer: importAnswer,
	refusals: ['not_found'],
	handle: afterwards,
});

export const DELETE = endpoint({
	summary: 'Throw a list away; what was submitted from it stays',
	answer: z.null(),
	status: 204,
	refusals: ['not_found', 'import_running'],
	handle: async (request) => {
		const { db, actor, list } = await namedList(request);
		await db.transaction((tx) => discardList(tx, actor, list.id));
		return null;
	},
});
