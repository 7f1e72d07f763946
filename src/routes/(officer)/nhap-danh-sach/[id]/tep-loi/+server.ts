import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { attachment } from '../../../../attachment.ts';
import { annotated } from '../../annotated.ts';
import { listOfRequest } from '../../list-of-request.ts';
import type { RequestHandler } from './$types';

/** The list with what to mend of each row, and what screening found of it. */
export const GET: RequestHandler = async (event) => {
	const { db, actor, list, locale } = await listOfRequest(event);
	const file = await annotated(db, actor, list, translator(locale, serverMessages(locale)), locale);
	return attachment(file.bytes, file.fileName);
};
