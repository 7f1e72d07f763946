import { formatDate, type Translate } from '#platform/i18n/translate.ts';

/** What a row is most like, as far as its officer may know it. */
interface Likened {
	/** Number of the row, when it came with the same list. */
	row: number | null;
	title: string | null;
	code: string | null;
	unitName: string | null;
	submittedOn: string | null;
}

/** In one line: a row of the same list, code and title, or unit and date alone. */
export function likenessText(t: Translate, { row, title, code, unitName, submittedOn }: Likened): string {
	if (row !== null) return t('import_screening.like_row', { row: String(row), title: title ?? '' });
	if (code !== null) return t('import_screening.like_open', { code, title: title ?? '' });
	return t('import_screening.like_closed', {
		unit: unitName ?? '',
		date: submittedOn ? formatDate(submittedOn) : '',
	});
}
