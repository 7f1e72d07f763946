import { z } from 'zod';
import { translator } from '#platform/i18n/translate.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { annotated } from '../../../../../(officer)/nhap-danh-sach/annotated.ts';
import { attachment } from '../../../../../attachment.ts';
import { namedList } from '../../shape.ts';

export const GET = endpoint({
	summary:
		'The list as it was sent, with a column that says what to mend in each row; once entered, with two of screening',
	answer: z.string(),
	produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	refusals: ['not_found', 'import_file_gone'],
	handle: async (request) => {
		const { db, actor, list } = await namedList(request);
		const { locale } = request.event.locals;
		const file = await annotated(db, actor, list, translator(locale, serverMessages(locale)), locale);
		return attachment(file.bytes, file.fileName);
	},
});
