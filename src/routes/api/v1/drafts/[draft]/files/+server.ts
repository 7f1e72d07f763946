import { z } from 'zod';
import { addFile } from '#features/initiatives/commands/files.ts';
import { FILE_PURPOSES, type FilePurpose } from '#features/initiatives/queries/files.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

const isPurpose = (text: unknown): text is FilePurpose => FILE_PURPOSES.includes(text as FilePurpose);

export const POST = endpoint({
	summary: 'Add a file to a draft: form data with `purpose` (photo, attachment, recognition) and `file`',
	answer: z.object({
		id: z.uuid(),
		purpose: z.enum(FILE_PURPOSES),
		name: z.string(),
		mediaType: z.string(),
		bytes: z.number(),
	}),
	status: 201,
	handle: async ({ portal: { db, files, clock }, actor, params, event }) => {
		const form = await event.request.formData().catch(() => new FormData());
		const [purpose, file] = [form.get('purpose'), form.get('file')];
		if (!isPurpose(purpose) || !(file instanceof File))
			throw new Refusal('invalid', { issues: [{ field: 'file', code: 'value_missing' }] });
		const bytes = new Uint8Array(await file.arrayBuffer());
		return addFile(
			db,
			files,
			signedIn(actor),
			params.draft!,
			purpose,
			{ name: file.name, bytes },
			clock.now(),
		);
	},
});
