import { percentText, tenthsText } from '#features/targets/rules/attainment.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { PublishedPlace, PublishedRanking } from '../queries/published-ranking.ts';
import type { RankingRule } from '../schema/ranking.ts';
import { asOfText, dongParts } from './words.ts';

/** «số sáng kiến được phê duyệt ÷ chỉ tiêu có hiệu lực»: what a rule compares, with both sides named. */
export function ruleText(t: Translate, rule: RankingRule): string {
	const formula = t(`rankings.formula_${rule.measure}`, {
		result: t(`rankings.result_${rule.result}`),
		target: t(`rankings.target_${rule.target}`),
		source: t(`rankings.source_${rule.source}`),
	});
	return rule.minMembers > 0 ? t('rankings.formula_minimum', { formula, members: rule.minMembers }) : formula;
}

/** As of when a ranking stands. */
export const rankingAsOf = (
	t: Translate,
	locale: Locale,
	{ on, asOf }: Pick<PublishedRanking, 'on' | 'asOf'>,
): string =>
	on === null
		? asOfText(t, locale, asOf)
		: t('rankings.as_of_day', { date: formatDate(on), counted: asOfText(t, locale, asOf) });

/** The measure of a unit as it is printed: «103,4 %», «12,3», «33,2 tỷ đồng», «1.204». */
export function measureText(
	t: Translate,
	locale: Locale,
	{ measure }: Pick<RankingRule, 'measure'>,
	place: Pick<PublishedPlace, 'tenths' | 'measure' | 'benefit'>,
): string {
	if (measure === 'benefit') {
		const { value, unit } = dongParts(t, locale, place.benefit ?? '0');
		return `${value} ${unit}`;
	}
	if (place.tenths === null) return formatNumber(BigInt(place.measure.numerator), locale);
	return measure === 'per_members' ? tenthsText(place.tenths, locale) : percentText(place.tenths, locale);
}

/** «tăng 2 bậc», «giảm 1 bậc», «giữ nguyên», «mới có hạng». */
export function movedText(t: Translate, moved: number | null): string {
	if (moved === null) return t('rankings.moved_new');
	if (moved === 0) return t('rankings.moved_none');
	return t(moved > 0 ? 'rankings.moved_up' : 'rankings.moved_down', { count: Math.abs(moved) });
}

/** Which units are ranked: «các đơn vị trực thuộc X», «mọi đơn vị loại Y dưới X», and of which cluster. */
export function whoText(
	t: Translate,
	{ unit, kind, cluster }: Pick<PublishedRanking, 'unit' | 'kind' | 'cluster'>,
): string {
	const who = kind
		? t('rankings.who_kind', { kind: t(`units.kind_${kind}`), unit: unit.name })
		: t('rankings.who_children', { unit: unit.name });
	return cluster ? t('rankings.who_cluster', { who, cluster: cluster.name }) : who;
}
