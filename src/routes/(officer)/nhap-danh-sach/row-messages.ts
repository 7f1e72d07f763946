import type { ImportRow } from '#features/initiatives/queries/imports.ts';
import { formatDate, type Translate } from '#platform/i18n/translate.ts';
import { issueText } from '../../error-text.ts';

/** Where a list writes what the form asks for; other names are the same. */
const COLUMN_OF: Record<string, string> = { 'authors.0.name': 'author', 'authors.0.share': 'shares' };

/** Headings of a list by what its columns mean. */
export type Headings = Readonly<Record<string, { letter: string; heading: string }>>;

export interface RowMessage {
	/** «Cột G «Ngày áp dụng»», or '' for the whole row. */
	where: string;
	text: string;
	severity: 'error' | 'missing' | 'warning' | 'note';
}

/** Everything to say about a row, in the words of the list: errors of its cells first. */
export function rowMessages(t: Translate, row: ImportRow, headings: Headings): RowMessage[] {
	const where = (at: { letter: string; heading: string } | undefined) =>
		at?.heading ? t('imports.at', at) : '';
	const cells = row.issues.map(
		(issue): RowMessage => ({
			where: where(issue),
			text: issueText(t, { code: issue.code, params: readable(issue.params) }),
			severity: issue.severity,
		}),
	);
	const rules = row.verdict.map(
		(issue): RowMessage => ({
			where: where(headings[COLUMN_OF[issue.field] ?? issue.field]),
			text: issueText(t, { code: issue.code, params: readable(issue.params) }),
			severity: issue.severity,
		}),
	);
	const there = row.outcome === 'present' && rules.length === 0;
	const present: RowMessage[] = there
		? [{ where: '', text: t('imports.row_present'), severity: 'note' }]
		: [];
	return [
		...cells.filter(({ severity }) => severity === 'error'),
		...rules,
		...present,
		...cells.filter(({ severity }) => severity !== 'error'),
	];
}

/** Dates among parameters as people write them. */
const readable = (params: Readonly<Record<string, string | number>> = {}) =>
	Object.fromEntries(
		Object.entries(params).map(([name, value]) => [
			name,
			/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDate(String(value)) : value,
		]),
	);

/** The headings of a list as they were recognised and corrected. */
export function headingsOf(list: {
	recognition: { columns?: readonly { index: number; letter: string; heading: string }[] };
	mapping: { columns?: readonly { index: number; column: string }[] };
}): Headings {
	const byIndex = new Map((list.recognition.columns ?? []).map((column) => [column.index, column]));
	return Object.fromEntries(
		(list.mapping.columns ?? []).flatMap(({ index, column }) => {
			const found = byIndex.get(index);
			return found ? [[column, { letter: found.letter, heading: found.heading }]] : [];
		}),
	);
}
