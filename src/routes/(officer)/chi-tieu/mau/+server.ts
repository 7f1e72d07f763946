import { TARGET_COLUMNS, type TargetColumn, type TargetRow, targetSheet } from '#features/targets/excel.ts';
import { targetOverview } from '#features/targets/queries/overview.ts';
import { lineOf } from '#features/targets/rules/lines.ts';
import { quarterParts } from '#features/targets/rules/periods.ts';
import { KINDS } from '#features/targets/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { writeWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { translator } from '#platform/i18n/translate.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { placeOf } from '../request.ts';
import type { RequestHandler } from './$types';

/** The targets of the units below one, in the columns in which a list of targets is taken. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { portal, locale } = locals;
	const t = translator(locale, serverMessages(locale));
	const { programme, unit, period } = await placeOf(portal.db, signedIn(locals.actor), url.searchParams);
	const { children } = await targetOverview(
		portal.db,
		programme,
		unit,
		period,
		localDate(portal.clock.now()),
	);
	const headings = Object.fromEntries(
		TARGET_COLUMNS.map((column) => [column, t(`targets.column_${column}`)]),
	) as Record<TargetColumn, string>;
	const words = {
		phase: period.phase?.name[locale] ?? '',
		quarter: period.quarter && t('targets.quarter_cell', quarterParts(period.quarter)),
	};
	const rows = children.flatMap(({ unit: { code, name }, targets }): TargetRow[] => {
		const standing = KINDS.flatMap((kind) => {
			const row = targets.lines[lineOf(kind)];
			return row?.kind === kind && row.number !== null ? [{ kind, number: row.number }] : [];
		});
		// Who has none yet gets a row to fill in.
		const lines = standing.length > 0 ? standing : [{ kind: 'assigned' as const, number: null }];
		return lines.map(({ kind, number }) => ({
			...words,
			code,
			name,
			kind: t(`targets.list_${kind}`),
			number,
		}));
	});
	const sheet = targetSheet(t('targets.title'), headings, rows);
	return new Response(new Uint8Array(await writeWorkbookInWorker([sheet])), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="chi-tieu-${unit.code}.xlsx"`,
		},
	});
};
