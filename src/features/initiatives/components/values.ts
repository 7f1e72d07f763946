import { formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { HistoryEntry } from '../queries/history.ts';

/** The three values of a benefit, đồng; null where none was stated. */
export interface Values {
	benefit: number | null;
	unitVerified: number | null;
	centralVerified: number | null;
}

/** One of them; names on screen: locales `initiatives.value_<key>`. */
export interface ShownValue {
	key: 'declared' | 'unit' | 'central';
	amount: number | null;
	/** How a verified one stands to the declared one, in words. */
	compared: string;
}

/** All three in their order, each under its own name; none when nothing was declared or verified. */
export function shownValues(values: Values, t: Translate, locale: Locale): ShownValue[] {
	const { benefit, unitVerified, centralVerified } = values;
	if (benefit === null && unitVerified === null && centralVerified === null) return [];
	return [
		{ key: 'declared', amount: benefit, compared: '' },
		{ key: 'unit', amount: unitVerified, compared: compared(unitVerified, benefit, t, locale) },
		{ key: 'central', amount: centralVerified, compared: compared(centralVerified, benefit, t, locale) },
	];
}

function compared(verified: number | null, declared: number | null, t: Translate, locale: Locale): string {
	if (verified === null || declared === null) return '';
	if (verified === declared) return t('initiatives.value_same');
	const amount = formatNumber(Math.abs(verified - declared), locale);
	return t(verified < declared ? 'initiatives.value_lower' : 'initiatives.value_higher', { amount });
}

/** An amount as people read it, or that there is none. */
export const amountText = ({ key, amount }: ShownValue, t: Translate): string => {
	if (amount !== null) return t('initiatives.value_dong', { amount });
	return t(key === 'declared' ? 'initiatives.value_not_declared' : 'initiatives.value_not_verified');
};

/** The unit verified what stood before the author mended it: somebody should look again. */
export function verifiedBeforeMending(
	unitVerified: number | null,
	history: readonly Pick<HistoryEntry, 'kind'>[],
): boolean {
	const last = (kind: string) => history.findLastIndex((entry) => entry.kind === kind);
	return unitVerified !== null && last('resubmitted') > last('benefit_verified');
}
