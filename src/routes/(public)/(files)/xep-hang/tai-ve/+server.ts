import { rankingFacts, rankingSheet } from '#features/statistics/excel/ranking.ts';
import { publishedRanking } from '#features/statistics/queries/published-ranking.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { attachment } from '../../../../attachment.ts';
import { requestedRanking } from '../../../xep-hang/request.ts';
import type { RequestHandler } from './$types';

/** A whole ranking as CSV, Excel or JSON, with its rule and as-of inside. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { view, resolved } = await requestedRanking(locals.portal, url.searchParams);
	if (!resolved) throw notFound();
	const ranking = await publishedRanking(locals.portal.db, resolved.ask, view.rule, view.trial);
	const format = url.searchParams.get('dang') ?? 'csv';
	const name = ['xep-hang', ranking.programme.code, ranking.unit.code, ranking.on ?? ranking.asOf.position]
		.join('-')
		.toLowerCase();
	if (format === 'json')
		return Response.json(ranking, {
			headers: { 'content-disposition': `attachment; filename="${name}.json"`, 'cache-control': 'no-store' },
		});
	const t = translator(locals.locale, serverMessages(locals.locale));
	const facts = rankingFacts(t, locals.locale, ranking);
	const { headings, rows } = rankingSheet(t, ranking);
	if (format !== 'xlsx') return attachment(writeCsv([...facts, [], headings, ...rows]), `${name}.csv`);
	const workbook = await writeWorkbook([
		{
			name: t('rankings.download_sheet'),
			columns: headings.map((heading) => ({ heading })),
			rows,
		},
		{
			name: t('rankings.download_rule'),
			columns: [{ heading: t('rankings.download_rule') }, { heading: '' }],
			rows: facts,
		},
	]);
	return attachment(workbook, `${name}.xlsx`);
};
