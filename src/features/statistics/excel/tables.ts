import { periodText } from '#features/targets/components/words.ts';
import type { CellValue } from '#platform/excel/workbook.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { asOfText } from '../components/words.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import type { Cell, CellKind, FigureTable } from '../schema/tables.ts';

/** What a table is taken along with: where it came from, and what it counts. */
interface About {
	table: FigureTable;
	data: Dashboard;
	/** Its address on the page. */
	source: string;
	t: Translate;
	locale: Locale;
}

/** Units that a page writes behind each number stand in the heading of a file. */
const HEADING_UNITS: Partial<Record<CellKind, string>> = { permille: '%', dong: 'statistics.money_dong' };

function headings({ table, t }: About): string[] {
	return table.columns.map(({ label, kind }) => {
		const unit = HEADING_UNITS[kind];
		return unit ? `${label} (${unit.includes('.') ? t(unit) : unit})` : label;
	});
}

/** A figure as a spreadsheet counts with it. */
function cell(kind: CellKind, value: Cell | undefined): CellValue {
	if (value === null || value === undefined) return null;
	if (kind === 'date') return { date: String(value) };
	if (kind === 'permille' || kind === 'tenths') return Number(value) / 10;
	if (kind === 'dong' || kind === 'value') {
		const number = Number(value);
		// Beyond this a spreadsheet would round.
		return Number.isSafeInteger(number) || typeof value === 'number' ? number : String(value);
	}
	return value;
}

function rowsOf({ table }: About): CellValue[][] {
	const row = (cells: Record<string, Cell>) => table.columns.map(({ key, kind }) => cell(kind, cells[key]));
	return [...table.rows.map(({ cells }) => row(cells)), ...(table.total ? [row(table.total)] : [])];
}

/** Everything that the figures follow from, and their definitions. */
function aboutRows({ table, data, source, t, locale }: About): [string, string][] {
	return [
		[t('dashboard.file_about'), table.title],
		[t('dashboard.file_programme'), data.programme.name[locale]],
		[t('dashboard.col_unit'), `${data.unit.name} (${data.unit.code})`],
		[t('dashboard.file_period'), periodText(t, locale, data.period)],
		[t('dashboard.file_tree'), data.tree ? formatDate(data.tree) : t('dashboard.file_today')],
		[t('dashboard.file_up_to'), data.upTo ? formatDate(data.upTo) : t('dashboard.file_now')],
		[t('dashboard.file_as_of'), asOfText(t, locale, data.asOf)],
		[t('dashboard.file_source'), source],
		...table.definitions.map((key): [string, string] => [
			t(`definitions.${key}`),
			`${t(`definitions.${key}_means`)} ${t(`definitions.${key}_formula`)}`,
		]),
	];
}

/** The table as CSV; below it, after an empty line, what it counts and as of when. */
export const tableCsv = (about: About): Uint8Array =>
	writeCsv([headings(about), ...rowsOf(about), [], ...aboutRows(about)]);

/** The same as a workbook: one sheet of figures, one about them. */
export function tableWorkbook(about: About): Promise<Uint8Array> {
	const { table, t } = about;
	return writeWorkbook([
		{ name: table.title, columns: headings(about).map((heading) => ({ heading })), rows: rowsOf(about) },
		{
			name: t('dashboard.file_about'),
			columns: [
				{ heading: t('dashboard.file_about'), width: 30 },
				{ heading: '', width: 100 },
			],
			rows: aboutRows(about).slice(1),
		},
	]);
}

/** «1trieu-LDLD-38-don-vi-123456.csv»: what it is of, and the position it stands at. */
export function tableFileName({ table, data }: Pick<About, 'table' | 'data'>, kind: string): string {
	const parts = [
		data.programme.code,
		data.unit.code,
		table.name,
		data.upTo ?? formatNumber(data.asOf.position, 'en').replaceAll(',', ''),
	];
	return `${parts.join('-')}.${kind}`;
}
