import { asPercent, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { Criterion } from '../schema.ts';

/** Told in tenths: pledged and reached have one decimal. */
const inTenths = ({ kind }: Pick<Criterion, 'kind'>): boolean =>
	kind === 'per_thousand' || kind === 'attainment';

/** A number of a criterion as it is in its own unit. */
export const inUnit = (criterion: Pick<Criterion, 'kind'>, value: number): number =>
	inTenths(criterion) ? value / 10 : value;

/** A number of a criterion in words: «12,5 %», «1.200 triệu đồng». */
export function valueText(t: Translate, locale: Locale, criterion: Criterion, value: number): string {
	const number = formatNumber(inUnit(criterion, value), locale, 1);
	if (criterion.kind === 'attainment') return asPercent(number, locale);
	return criterion.kind === 'verified' ? t('pledges.trieu', { value: number }) : number;
}

/** Points from tenths: «7,5». */
export const pointsText = (locale: Locale, tenths: number): string => formatNumber(tenths / 10, locale, 1);

/** What a criterion is called: the cluster's own words, else what is counted. */
export const criterionText = (t: Translate, { kind, name }: Criterion): string =>
	name || t(`pledges.kind_${kind}`);
