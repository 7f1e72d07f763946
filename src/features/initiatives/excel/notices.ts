import type { Sheet } from '#platform/excel/workbook.ts';
import { scaleOfHeading } from './heading-scale.ts';
import type { ListReading, ListRow } from './list.ts';
import type { ListMapping, Notice } from './recognition.ts';

/** What the officer should know about a whole list that was read: what is hidden, left out, or doubtful. */
export function noticesOf(
	rows: readonly ListRow[],
	skipped: ListReading['skipped'],
	sheet: Sheet,
	mapping: ListMapping,
	headings: readonly string[],
): Notice[] {
	const notices: Notice[] = [];
	const hidden = rows.filter((row) => row.hidden).length;
	if (hidden > 0) notices.push({ code: 'rows_hidden', params: { count: hidden } });
	const hiddenColumns = mapping.columns.filter(({ index }) => sheet.hiddenColumns.includes(index)).length;
	if (hiddenColumns > 0) notices.push({ code: 'columns_hidden', params: { count: hiddenColumns } });
	if (skipped.length > 0) notices.push({ code: 'rows_skipped', params: { count: skipped.length } });
	if (mapping.columns.some(({ column }) => column === 'identity')) notices.push({ code: 'identity_dropped' });
	const benefit = mapping.columns.find(({ column }) => column === 'benefit');
	const scale = scaleOfHeading(headings[benefit?.index ?? -1] ?? '');
	if (scale > 1) notices.push({ code: 'benefit_scaled', params: { amount: scale } });
	// One date with the month first makes the others of its column doubtful: 05/06 could be either
	const monthFirst = rows
		.flatMap((row) => row.issues)
		.filter((issue) => issue.code === 'date_month_first').length;
	if (monthFirst > 0) notices.push({ code: 'date_order_doubtful', params: { count: monthFirst } });
	return notices;
}
