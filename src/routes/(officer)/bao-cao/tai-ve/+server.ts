import { reportSheets } from '#features/reports/excel.ts';
import { reportFigures } from '#features/reports/queries/figures.ts';
import { composeReport } from '#features/reports/rules/compose.ts';
import { writeWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { writeDocument } from '#platform/pdf/write.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { attachment } from '../../../attachment.ts';
import { askedReport } from '../request.ts';
import type { RequestHandler } from './$types';

/** A report as PDF (`dang=pdf`) or workbook (`dang=xlsx`). */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, clock, log } = locals.portal;
	const { locale } = locals;
	const form = url.searchParams.get('dang') ?? 'pdf';
	const actor = signedIn(locals.actor);
	const { programme, unit, period } = await askedReport(db, actor, url.searchParams, clock.now());
	const named = url.searchParams.get('ky');
	if (!period || (named && period.code !== named) || (form !== 'pdf' && form !== 'xlsx')) throw notFound();
	const t = translator(locale, serverMessages(locale));
	const figures = await reportFigures(db, programme, unit, period);
	const document = composeReport({ t, locale }, programme, figures, clock.now());
	const bytes =
		form === 'pdf'
			? await writeDocument(document)
			: await writeWorkbookInWorker(reportSheets(document, t('reports.summary')));
	log.info({ unit: unit.code, kind: period.kind, to: period.to, form, bytes: bytes.length }, 'report made');
	return attachment(bytes, `bao-cao-${programme.code}-${unit.code}-${period.kind}-${period.to}.${form}`);
};
