import { criterionText, inUnit } from '#features/pledges/components/words.ts';
import { scoreSheet } from '#features/pledges/excel.ts';
import { openPledge } from '#features/pledges/queries/pledges.ts';
import { latestDay, resultsOf } from '#features/pledges/queries/results.ts';
import type { Criterion } from '#features/pledges/schema.ts';
import { yearSpan } from '#features/pledges/schema.ts';
import { isLocalDate, localDate } from '#platform/clock/clock.ts';
import { writeWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { translator } from '#platform/i18n/translate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { RequestHandler } from './$types';

/** The scoring table of a pledge as a workbook. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, clock } = locals.portal;
	const t = translator(locals.locale, serverMessages(locals.locale));
	const id = /^\d{1,9}$/.test(params.id) ? Number(params.id) : 0;
	const { pledge, state } = await openPledge(db, signedIn(locals.actor), id);
	const asked = url.searchParams.get('ngay') ?? '';
	const { from, to } = yearSpan(pledge.year);
	const asOf =
		isLocalDate(asked) && asked >= from && asked <= to ? asked : latestDay(pledge, localDate(clock.now()));
	const results = await resultsOf(db, pledge, state, asOf);
	const named = (what: string) => (criterion: Criterion) => `${criterionText(t, criterion)}: ${t(what)}`;
	const sheet = scoreSheet(state.criteria, results.rows, {
		name: t('pledges.table'),
		place: t('pledges.place'),
		unit: t('pledges.unit'),
		code: t('pledges.unit_code'),
		signed: t('pledges.signed'),
		total: t('pledges.total'),
		pledged: named('pledges.pledged'),
		reached: named('pledges.reached'),
		points: named('pledges.points_word'),
		yes: t('pledges.is_signed'),
		value: inUnit,
	});
	return new Response(new Uint8Array(await writeWorkbookInWorker([sheet])), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="giao-uoc-${pledge.year}-${results.asOf}.xlsx"`,
		},
	});
};
