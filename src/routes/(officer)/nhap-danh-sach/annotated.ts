import { annotatedList } from '#features/initiatives/commands/import/annotated.ts';
import type { Import } from '#features/initiatives/queries/imports.ts';
import type { Actor } from '#features/people/rules.ts';
import { type ScreenedRow, screenedRows } from '#features/review/queries/list-screening.ts';
import type { Db } from '#platform/db/db.ts';
import type { NoteColumn } from '#platform/excel/annotate.ts';
import { formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { likenessText } from './likeness-text.ts';
import { headingsOf, rowMessages } from './row-messages.ts';

/**
 * The person's own file with a column that says what to mend, in the words of the page; once the list is entered
 * also with what screening found of each row.
 */
export async function annotated(db: Db, actor: Actor, list: Import, t: Translate, locale: Locale) {
	const headings = headingsOf(list);
	return annotatedList(
		db,
		actor,
		list.id,
		(row) =>
			rowMessages(t, row, headings)
				.map(({ where, text }) => (where ? `${where}: ${text}` : text))
				.join('\n'),
		t('excel.messages_heading'),
		list.status === 'done' ? await screeningColumns(db, actor, list, t, locale) : [],
	);
}

async function screeningColumns(
	db: Db,
	actor: Actor,
	list: Import,
	t: Translate,
	locale: Locale,
): Promise<NoteColumn[]> {
	const rows = await screenedRows(db, actor, list.id, { offset: 0, limit: list.total });
	if (rows.length === 0) return [];
	const like = ({ like }: ScreenedRow) =>
		like
			? t('import_screening.cell_like', {
					like: likenessText(t, like),
					score: formatNumber(like.score, locale),
				})
			: '';
	const column = (heading: string, text: (row: ScreenedRow) => string): NoteColumn => ({
		heading,
		cells: new Map(rows.map((row) => [row.row, text(row)] as const).filter(([, cell]) => cell !== '')),
	});
	return [
		column(t('import_screening.column_band'), ({ band }) => t(`screening.band_${band ?? 'unscreened'}`)),
		column(t('import_screening.column_like'), like),
	];
}
