import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { Gap } from '../rules/gap.ts';
import { quarterParts } from '../rules/periods.ts';

/** A period as pages carry it. */
export interface ShownPeriod {
	code: string;
	phase: Record<Locale, string> | null;
	quarter: string | null;
	from: string;
	to: string;
}

/** «Cả chương trình», «Giai đoạn 1», «Giai đoạn 1, quý 2/2022». */
export function periodText(t: Translate, locale: Locale, { phase, quarter }: ShownPeriod): string {
	if (!phase) return t('targets.period_whole');
	if (!quarter) return phase[locale];
	return t('targets.period_quarter', { phase: phase[locale], ...quarterParts(quarter) });
}

/** The same with its dates, both days inclusive. */
export const periodDates = (t: Translate, { from, to }: ShownPeriod): string =>
	t('targets.from_to', { from: formatDate(from), to: formatDate(to) });

/** How a unit's own target stands to the sum of its children's, in a sentence. */
export function gapText(t: Translate, locale: Locale, gap: Gap): string {
	const { own, sum, without, difference } = gap;
	const sentence =
		own === null && without > 0 && sum === 0
			? t('targets.gap_nothing')
			: own === null
				? t('targets.gap_own_none', { sum })
				: difference === null
					? t('targets.gap_children_none', { own })
					: difference === 0
						? t('targets.gap_equal', { sum })
						: t(difference > 0 ? 'targets.gap_more' : 'targets.gap_less', {
								sum,
								own,
								difference: formatNumber(Math.abs(difference), locale),
							});
	return without > 0 && difference !== null
		? `${sentence} ${t('targets.gap_without', { count: without })}`
		: sentence;
}
