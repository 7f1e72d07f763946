import type { RowLikeness } from '#features/review/queries/list-screening.ts';
import { formatDate, type Translate } from '#platform/i18n/translate.ts';

/** What a row is most like, in one line: a row of the same list, code and title, or unit and date alone. */
export function likenessText(t: Translate, { row, open, unitName, submittedOn }: RowLikeness): string {
	if (row !== null && open) return t('import_screening.like_row', { row: String(row), title: open.title });
	if (open) return t('import_screening.like_open', open);
	return t('import_screening.like_closed', { unit: unitName, date: formatDate(submittedOn) });
}
