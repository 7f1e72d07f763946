import type { Dashboard } from '../../schema/dashboard.ts';
import type { FigureTable, TableName } from '../../schema/tables.ts';
import { classTable, kindTable, phaseTable, seriesTable, stateTable, valueTable } from './cuts.ts';
import { summaryTable } from './summary.ts';
import { mapTable, unitTable } from './units.ts';
import type { Words } from './words.ts';

/** Each table, or null where what was asked for does not have it: then the page says why. */
const MAKERS: Record<TableName, (data: Dashboard, words: Words) => FigureTable | null> = {
	'tong-hop': summaryTable,
	'giai-doan': (data, words) => data.phases && phaseTable(data, words),
	'thoi-gian': seriesTable,
	'don-vi': (data, words) => (data.units.length > 0 ? unitTable(data, words) : null),
	'ban-do': (data, words) => (data.unit.isRoot ? mapTable(data, words) : null),
	'gia-tri': (data, words) => data.values && valueTable(data, words),
	'hinh-thuc': (data, words) => data.kinds && kindTable(data, words, 'kind'),
	'so-tac-gia': (data, words) => data.kinds && kindTable(data, words, 'authors'),
	nhom: (data, words) => data.groups && classTable(data, words, 'group'),
	'linh-vuc': (data, words) => data.fields && classTable(data, words, 'field'),
	// A quarter counts what came in and was approved on its days; what else became of it is not asked by day.
	'tinh-trang': (data, words) => (data.period.quarter === null ? stateTable(data, words) : null),
};

export const tableOf = (name: TableName, data: Dashboard, words: Words): FigureTable | null =>
	MAKERS[name](data, words);
