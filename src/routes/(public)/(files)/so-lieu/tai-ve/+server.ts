import { Readable } from 'node:stream';
import { resolveCut } from '#features/statistics/queries/cut.ts';
import { asOf } from '#features/statistics/queries/figures.ts';
import { hiddenValue, type RowBehind, rowsBehind } from '#features/statistics/queries/rows.ts';
import type { Figure } from '#features/statistics/schema.ts';
import { writeCsv } from '#platform/excel/write.ts';
import { type Translate, translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { requestedCut } from '../../../so-lieu/request.ts';
import type { RequestHandler } from './$types';

/** Rows read and sent at a time: a reader on a slow line holds no connection of the database. */
const BATCH = 2_000;
/** The mark by which Excel knows UTF-8 begins a file, not each piece of it. */
const MARK_BYTES = 3;

/** The rows behind a figure as CSV, sent as they are read. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db } = locals.portal;
	const cut = await requestedCut(db, url.searchParams);
	const { ids } = await resolveCut(db, cut);
	const { position } = await asOf(db);
	const t = translator(locals.locale, serverMessages(locals.locale));

	async function* pieces(): AsyncGenerator<Uint8Array> {
		yield writeCsv([headings(t)]);
		let page = await rowsBehind(db, ids, BATCH);
		for (;;) {
			if (page.rows.length > 0) yield writeCsv(page.rows.map((row) => cells(t, row))).subarray(MARK_BYTES);
			if (!page.next) break;
			page = await rowsBehind(db, ids, BATCH, { after: page.next });
		}
		const hidden = await hiddenValue(db, ids);
		if (hidden.n > 0) yield writeCsv([hiddenCells(t, hidden)]).subarray(MARK_BYTES);
	}

	const name = [cut.programme, cut.unit, cut.measure, position].join('-');
	return new Response(Readable.toWeb(Readable.from(pieces())) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`,
			'cache-control': 'no-store',
		},
	});
};

const COLUMNS = [
	'code',
	'title',
	'authors',
	'unit_code',
	'unit',
	'submitted_on',
	'state',
	'date_of_state',
	'adds',
	'value',
] as const;

const headings = (t: Translate): string[] => COLUMNS.map((key) => t(`public.${key}`));

/** A last line, so that the column of values sums to the figure's too. */
const hiddenCells = (t: Translate, { n, benefit }: Figure) =>
	COLUMNS.map((key) => {
		if (key === 'title') return t('public.rows_hidden_line', { count: n });
		return key === 'value' ? Number(benefit) : null;
	});

const cells = (t: Translate, row: RowBehind) => [
	row.code,
	row.title,
	row.authors.join('; '),
	row.unitCode,
	row.unitName,
	row.submittedOn,
	t(`initiatives.state_${row.state}`),
	row.stateOn,
	row.adds,
	row.value === null ? null : Number(row.value),
];
