import { checkList } from '#features/initiatives/commands/import/check.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { afterwards, importAnswer, namedList } from '../../shape.ts';

export const POST = endpoint({
	summary: 'Dry run: say of every row what would become of it; nothing is submitted',
	answer: importAnswer,
	refusals: ['not_found', 'import_running', 'import_done'],
	handle: async (request) => {
		const { db, actor, list, programme, now } = await namedList(request);
		await db.transaction((tx) => checkList(tx, actor, programme, list.id, now));
		return afterwards(request);
	},
});
