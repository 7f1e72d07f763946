import type { Derivation, PublishedFigure, Verdict } from '#features/statistics/rules/reconcile.ts';
import { percentText } from '#features/targets/rules/attainment.ts';
import {
	asPercent,
	formatDate,
	formatNumber,
	type Locale,
	type Translate,
} from '#platform/i18n/translate.ts';
import type { Tone } from '#ui/tone.ts';

export const VERDICT_TONES: Record<Verdict, Tone> = {
	agrees: 'success',
	impossible: 'danger',
	differs: 'waiting',
	unchecked: 'neutral',
};

type Values = ReadonlyMap<string, PublishedFigure>;

/** A number of a figure's kind as people read it; `printed`: with «over» or «about» before it, as in print. */
export function figureText(
	t: Translate,
	locale: Locale,
	{ is, loosely }: PublishedFigure,
	value: number,
	printed = false,
): string {
	const number = formatNumber(value, locale);
	const plain = {
		count: () => number,
		percent: () =>
			printed && value % 10 === 0
				? asPercent(formatNumber(value / 10, locale), locale)
				: percentText(value, locale),
		days: () => t('reconciliation.days', { count: value }),
		day: () => t('reconciliation.day', { number }),
		money: () => `${number} ${t('statistics.money_ty')}`,
	}[is]();
	return printed && loosely ? t(`reconciliation.${loosely}`, { value: plain }) : plain;
}

/** How a number follows from others, with their values: «6.308 ÷ 4.100». */
export function formulaText(t: Translate, locale: Locale, derivation: Derivation, values: Values): string {
	const value = (code: string) => formatNumber(values.get(code)!.value, locale);
	switch (derivation.by) {
		case 'attains':
			return `${value(derivation.of)} ÷ ${value(derivation.over)}`;
		case 'exceeds':
			return `${value(derivation.of)} ÷ ${value(derivation.over)} − ${asPercent('100', locale)}`;
		case 'less':
			return `${value(derivation.of)} − ${value(derivation.less)}`;
		case 'sum':
			return derivation.of.map(value).join(' + ');
		case 'mean':
			return `${value(derivation.of)} ÷ ${t('reconciliation.days', { count: derivation.days })}`;
		case 'days':
			return t(`reconciliation.ends_${derivation.ends}`, {
				from: formatDate(derivation.from),
				to: formatDate(derivation.to),
			});
		case 'same':
			return t('reconciliation.same', { says: values.get(derivation.as)!.says[locale] });
		case 'at_most':
			return t('reconciliation.at_most', { says: values.get(derivation.as)!.says[locale] });
	}
}
