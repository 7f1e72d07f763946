import { UNIT_COLUMNS, type UnitColumn, unitTemplate } from '#features/units/excel.ts';
import { localDate } from '#platform/clock/clock.ts';
import { writeWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { RequestHandler } from './$types';

const NAME = 'don-vi-mau.xlsx';
/** Communes stand below a province. */
const PROVINCE = 'LDLD-38';

/** The list of units to fill in, with two rows that show how. */
export const GET: RequestHandler = async ({ locals }) => {
	const t = translator(locals.locale, serverMessages(locals.locale));
	const headings = Object.fromEntries(
		UNIT_COLUMNS.map((column) => [column, t(`central.column_${column}`)]),
	) as Record<UnitColumn, string>;
	const from = localDate(locals.portal.clock.now());
	const example = (code: string, parent: string, kind: 'commune' | 'grassroots') => ({
		code,
		parent,
		kind,
		name: t(`central.example_${kind}`),
		from,
		members: 250,
		membersAsOf: from,
		membersSource: t('central.example_source'),
	});
	const sheet = unitTemplate(headings, (kind) => t(`units.kind_${kind}`), [
		example('VD-01', PROVINCE, 'commune'),
		example('VD-01-001', 'VD-01', 'grassroots'),
	]);
	return new Response(new Uint8Array(await writeWorkbookInWorker([sheet])), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="${NAME}"`,
		},
	});
};
