import { stopImport } from '#features/initiatives/commands/import/run.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, importAnswer, namedList } from '../../shape.ts';

export const POST = endpoint({
	summary: 'Stop a list that is being entered: none of its rows is written',
	answer: importAnswer,
	refusals: ['not_found', 'import_done', 'import_checked', 'import_uploaded', 'import_failed'],
	handle: async (request) => {
		const { db, actor, list, now } = await namedList(request);
		await db.transaction((tx) => stopImport(tx, actor, list.id, now));
		return afterwards(request);
	},
});
