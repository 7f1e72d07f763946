import { annotatedList } from '#features/initiatives/commands/import/annotated.ts';
import { previewedRows } from '#features/initiatives/queries/import-preview.ts';
import type { Import } from '#features/initiatives/queries/imports.ts';
import type { Actor } from '#features/people/rules.ts';
import { type ScreenedRow, screenedRows } from '#features/review/queries/list-screening.ts';
import type { Db } from '#platform/db/db.ts';
import type { NoteColumn } from '#platform/excel/annotate.ts';
import { type Locale, type Translate, wholePercent } from '#platform/i18n/translate.ts';
import { likenessText } from './likeness-text.ts';
import { headingsOf, rowMessages } from './row-messages.ts';

/**
 * The person's own file with a column that says what to mend, in the words of the page, and two on what each row is
 * like, as far as that is known.
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
		screeningColumns(await likenedRows(db, actor, list), t, locale),
	);
}

type LikenedRow = Pick<ScreenedRow, 'row' | 'band'> & {
	like: (Parameters<typeof likenessText>[1] & { score: number }) | null;
};

/** Of a list that is entered every row that became an initiative; before, those that are like something. */
async function likenedRows(db: Db, actor: Actor, { id, status, total }: Import): Promise<LikenedRow[]> {
	if (status === 'done') return screenedRows(db, actor, id, { offset: 0, limit: total });
	const rows = await previewedRows(db, actor, id, total);
	return rows.map(({ row, band, score, like }) => ({ row, band, like: { ...like, score } }));
}

function screeningColumns(rows: readonly LikenedRow[], t: Translate, locale: Locale): NoteColumn[] {
	if (rows.length === 0) return [];
	const like = ({ like }: LikenedRow) =>
		like
			? t('import_screening.cell_like', {
					like: likenessText(t, like),
					score: wholePercent(like.score, locale),
				})
			: '';
	const column = (heading: string, text: (row: LikenedRow) => string): NoteColumn => ({
		heading,
		cells: new Map(rows.map((row) => [row.row, text(row)] as const).filter(([, cell]) => cell !== '')),
	});
	return [
		column(t('import_screening.column_band'), ({ band }) => t(`screening.band_${band ?? 'unscreened'}`)),
		column(t('import_screening.column_like'), like),
	];
}
