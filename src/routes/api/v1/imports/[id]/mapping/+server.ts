import { correctColumns } from '#features/initiatives/commands/import/upload.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, correction, importAnswer, namedList } from '../../shape.ts';

export const PUT = endpoint({
	summary: 'Correct which sheet, heading rows and columns of a list are read',
	body: correction,
	answer: importAnswer,
	refusals: [
		'not_found',
		'import_running',
		'import_done',
		'import_file_gone',
		'mapping_sheet',
		'mapping_rows',
	],
	handle: async (request) => {
		const { db, actor, list, destination, now } = await namedList(request);
		await correctColumns(db, actor, destination, list.id, request.body, now);
		return afterwards(request);
	},
});
