import { writeWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { translator } from '#platform/i18n/translate.ts';
import { serverMessages } from '#portal/web/messages.ts';
import type { RequestHandler } from './$types';

/** Headings that the recognition knows, in the order of the form; identity numbers are not asked for. */
const HEADINGS = [
	['ordinal', 6],
	['author', 28],
	['unit', 32],
	['group', 22],
	['title', 48],
	['field', 24],
	['problem', 40],
	['solution', 40],
	['result', 40],
	['benefit', 20],
	['socialBenefit', 30],
	['difference', 40],
	['appliedOn', 14],
	['recognisedBy', 28],
	['recognitionNumber', 20],
	['recognisedOn', 14],
] as const;

/** An empty list to fill in. Always with the Vietnamese headings: lists are passed on between offices. */
export const GET: RequestHandler = async () => {
	const t = translator('vi', serverMessages('vi'));
	const columns = HEADINGS.map(([column, width]) => ({ heading: t(`imports.template_${column}`), width }));
	const bytes = await writeWorkbookInWorker([{ name: t('imports.template_sheet'), columns, rows: [] }]);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': 'attachment; filename="mau-danh-sach-sang-kien.xlsx"',
		},
	});
};
