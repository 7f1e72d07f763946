import { provinceMapOn } from '#database/facts/maps.ts';
import { CHARTS, chartOf } from '#features/statistics/components/charts.ts';
import { WINDOW_WORDS } from '#features/statistics/components/dashboard/links.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { WINDOWS } from '#ui/charts/windows.ts';
import { requestedFigures } from '../../request.ts';
import type { RequestHandler } from './$types';

/** A chart as a picture; kept for a second like every public page. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const name = CHARTS.find((each) => each === params.chart);
	const size = WINDOWS.find((each) => WINDOW_WORDS[each] === (url.searchParams.get('co') ?? 'lon'));
	if (!name || !size) throw notFound();
	const { view, data } = await requestedFigures(locals.portal, url.searchParams);
	const { locale } = locals;
	const t = translator(locale, serverMessages(locale));
	const drawing = chartOf(name, data, { t, locale, view }, size, provinceMapOn);
	if (drawing === null) throw notFound();
	return new Response(drawing, { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
};
