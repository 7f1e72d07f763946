import { unitHref } from '#features/statistics/components/addresses.ts';
import { DASHBOARD, FILE_KINDS, pageHref } from '#features/statistics/components/dashboard/links.ts';
import { tableOf } from '#features/statistics/components/tables/all.ts';
import { tableCsv, tableFileName, tableWorkbook } from '#features/statistics/excel/tables.ts';
import { TABLES } from '#features/statistics/schema/tables.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { attachment } from '../../../../../attachment.ts';
import { requestedFigures } from '../../../../bang-so-lieu/request.ts';
import type { RequestHandler } from './$types';

/** A table of figures as CSV or a workbook: `don-vi.csv`, with what it counts and as of when in it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const [stem, ending] = params.file.split('.');
	const name = TABLES.find((each) => each === stem);
	const kind = FILE_KINDS.find((each) => each === ending);
	if (!name || !kind) throw notFound();
	const { view, data } = await requestedFigures(locals.portal, url.searchParams);
	const { locale } = locals;
	const t = translator(locale, serverMessages(locale));
	const table = tableOf(name, data, { t, locale, view });
	if (!table) throw notFound();
	const path = data.unit.isRoot ? DASHBOARD : unitHref(data.unit.code);
	const source = url.origin + pageHref(path, data.programme.code, view);
	const about = { table, data, source, t, locale };
	return attachment(
		kind === 'csv' ? tableCsv(about) : await tableWorkbook(about),
		tableFileName(about, kind),
	);
};
