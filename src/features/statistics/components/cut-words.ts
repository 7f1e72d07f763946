import { formatDate, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { FigureCut } from '../rules.ts';
import { AUTHOR_COUNTS, BANDS } from '../schema.ts';
import { dongParts } from './words.ts';

interface Term {
	term: string;
	text: string;
}

/** What a figure is cut by that needs no name from the database: kind, authors, value, days, tree. */
export function cutTerms(t: Translate, locale: Locale, cut: FigureCut): Term[] {
	const terms: Term[] = [];
	const add = (term: string, text: string) => terms.push({ term, text });
	if (cut.kind) add(t('statistics.cut_kind'), t(`statistics.cut_kind_${cut.kind}`));
	if (cut.authors !== undefined) add(t('statistics.cut_authors'), authorsText(t, cut.authors));
	if (cut.source || cut.band !== undefined)
		add(t(`statistics.cut_source_${cut.source ?? 'declared'}`), bandWords(t, locale, cut.band));
	if (cut.day) add(t('statistics.day'), formatDate(cut.day));
	else if (cut.to) add(t('statistics.cut_days'), daysWords(t, cut.from, cut.to));
	if (cut.tree) add(t('statistics.cut_tree'), formatDate(cut.tree));
	return terms;
}

/** «2 tác giả»; the last number is «or more». */
export const authorsText = (t: Translate, authors: number): string =>
	t(`statistics.cut_authors_${authors === AUTHOR_COUNTS.at(-1) ? 'more' : 'n'}`, { count: authors });

export function bandWords(t: Translate, locale: Locale, band: number | undefined): string {
	if (band === undefined) return t('statistics.cut_stated');
	if (band === 0) return t('statistics.cut_band_none');
	const dong = (value: number) => {
		const { value: figure, unit } = dongParts(t, locale, String(value));
		return `${figure} ${unit}`;
	};
	const [from, below] = [BANDS[band]!, BANDS[band + 1]];
	if (below === undefined) return t('statistics.cut_band_from', { from: dong(from) });
	if (band === 1) return t('statistics.cut_band_under', { below: dong(below) });
	return t('statistics.cut_band', { from: dong(from), below: dong(below) });
}

const daysWords = (t: Translate, from: string | undefined, to: string): string =>
	from === undefined
		? t('statistics.cut_end_of', { date: formatDate(to) })
		: t('statistics.from_to', { from: formatDate(from), to: formatDate(to) });
