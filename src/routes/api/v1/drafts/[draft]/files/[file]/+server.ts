import { z } from 'zod';
import { removeFile } from '#features/initiatives/commands/files.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

export const DELETE = endpoint({
	summary: 'Take a file off a draft',
	answer: z.null(),
	status: 204,
	handle: async ({ portal: { db }, actor, params }) => {
		await db.transaction((tx) => removeFile(tx, signedIn(actor), params.draft!, params.file!));
		return null;
	},
});
