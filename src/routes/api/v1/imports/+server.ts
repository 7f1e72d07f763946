import { z } from 'zod';
import { uploadList } from '#features/initiatives/commands/import/upload.ts';
import { listImports, loadImport } from '#features/initiatives/queries/imports.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { unitByCode } from '#features/units/queries.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';
import { answerOf, importAnswer } from './shape.ts';

export const GET = endpoint({
	summary: 'Lists that the caller sent, newest first',
	answer: z.array(importAnswer),
	handle: async ({ portal, actor }) => {
		const lists = await listImports(portal.db, signedIn(actor));
		return Promise.all(lists.map((list) => answerOf(portal.db, list)));
	},
});

export const POST = endpoint({
	summary: 'Send a list of initiatives for others: it is read, and nothing is submitted yet',
	description:
		'The file comes as the part `file` of form data, or as the body itself with its name in `name`. Identity ' +
		'numbers in it are checked for form and dropped. Then: `PUT mapping` where a column is wrong, `PUT choices`, ' +
		'`POST check`, `POST run`.',
	query: z.object({
		programme: z.string().max(40).describe('Code of the programme'),
		unit: z.string().max(40).describe('Code of the unit within which the units of the list are sought'),
		name: z.string().max(200).default('list').describe('Name of the file, when it is the body'),
	}),
	form: { file: '`.xlsx`, `.xlsm`, `.ods` or text with separators, at most 20 MB' },
	answer: importAnswer,
	status: 201,
	refusals: [
		'not_found',
		'submission_closed',
		'import_file_missing',
		'import_identity_kept',
		'import_too_many_rows',
		'excel_empty',
		'excel_encrypted',
		'excel_old_format',
		'excel_too_large',
		'excel_unreadable',
	],
	handle: async ({ portal: { db, clock }, actor, query, event }) => {
		const person = signedIn(actor);
		const programme = await programmeByCode(db, query.programme);
		const unit = await unitByCode(db, query.unit);
		if (!programme || !unit) throw notFound();
		const file = await fileOf(event.request, query.name);
		const id = await uploadList(db, person, { programme, unitId: unit.id }, file, clock.now());
		return answerOf(db, await loadImport(db, person, id));
	},
});

async function fileOf(request: Request, name: string) {
	if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
		return { bytes: new Uint8Array(await request.arrayBuffer()), fileName: name };
	const file = (await request.formData()).get('file');
	if (!(file instanceof File))
		throw new Refusal('invalid', { issues: [{ field: 'file', code: 'import_file_missing' }] });
	return { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
}
