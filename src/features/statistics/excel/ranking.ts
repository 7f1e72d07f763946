import { periodDates, periodText } from '#features/targets/components/words.ts';
import type { CellValue } from '#platform/excel/workbook.ts';
import type { Locale, Translate } from '#platform/i18n/translate.ts';
import { rankingAsOf, ruleText, whoText } from '../components/ranking-words.ts';
import type { PublishedParts, PublishedRanking } from '../queries/published-ranking.ts';

/** What a downloaded ranking says of itself: which units, by which rule, as of when. */
export function rankingFacts(t: Translate, locale: Locale, ranking: PublishedRanking): [string, string][] {
	const { rule, trial, period } = ranking;
	return [
		[t('rankings.download_who'), whoText(t, ranking)],
		[
			t('rankings.download_period'),
			`${ranking.programme.name[locale]}, ${periodText(t, locale, period)} (${periodDates(t, period)})`,
		],
		[t('rankings.download_rule'), `${ruleText(t, trial ?? rule)}. ${t('rankings.ties_short')}`],
		...(trial ? [[t('rankings.download_official'), ruleText(t, rule)] satisfies [string, string]] : []),
		[t('rankings.download_as_of'), rankingAsOf(t, locale, ranking)],
		[t('rankings.download_tree'), ranking.treeOfDay ? t('rankings.tree_of_day') : t('rankings.tree_today')],
	];
}

/** Headings and rows of a ranking, those without a place last with their reason. */
export function rankingSheet(
	t: Translate,
	ranking: PublishedRanking,
): { headings: string[]; rows: CellValue[][] } {
	const rule = ranking.trial ?? ranking.rule;
	const headings = [
		ranking.trial ? t('rankings.rank_trial') : t('rankings.rank'),
		t('rankings.download_code'),
		t('rankings.download_unit'),
		t('statistics.measure_approved'),
		t('statistics.measure_submitted'),
		t(`rankings.column_target_${rule.target}`),
		t('rankings.download_target_kind'),
		t('rankings.members'),
		t('rankings.download_numerator'),
		t('rankings.download_denominator'),
		t(`rankings.measure_${rule.measure}`),
		ranking.trial ? t('rankings.rank_official') : t('rankings.download_includes'),
		t('rankings.reason'),
	];
	const parts = ({ approved, submitted, target, members }: PublishedParts): CellValue[] => [
		approved,
		submitted,
		target?.number ?? null,
		target ? t(`targets.kind_${target.kind}`) : null,
		members?.members ?? null,
	];
	const number = (text: string): CellValue => (text.length <= 15 ? Number(text) : text);
	return {
		headings,
		rows: [
			...ranking.places.map((place): CellValue[] => [
				place.rank,
				place.code,
				place.name,
				...parts(place),
				number(place.measure.numerator),
				number(place.measure.denominator),
				// As printed, so in percent, or initiatives for each 1,000 members.
				place.tenths === null ? number(place.measure.numerator) : place.tenths / 10,
				place.official ? place.official.rank : place.includes.map(({ name }) => name).join('; '),
				null,
			]),
			...ranking.unranked.map((unit): CellValue[] => [
				null,
				unit.code,
				unit.name,
				...parts(unit),
				null,
				null,
				null,
				null,
				t(`rankings.unranked_${unit.reason}`, {
					date: unit.endedOn ?? '',
					members: rule.minMembers,
					target: t(`rankings.target_${rule.target}`),
				}),
			]),
		],
	};
}
