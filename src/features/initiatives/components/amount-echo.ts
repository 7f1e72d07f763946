import { formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { benefitInWords, parseBenefit } from '../rules/benefit.ts';

/** What was understood of a typed amount, in words: the one who typed is the one who knows. */
export function echoAmount(t: Translate, locale: Locale, text: string): string {
	if (text.trim() === '') return '';
	const read = parseBenefit(text);
	if ('code' in read) return t(`excel.${read.code}`, { text: text.trim(), ...read.params });
	const amount = formatNumber(read.amount, locale);
	const words = benefitInWords(read.amount, locale);
	const per = read.per.join(', ');
	return t(per ? 'initiatives.benefit_echo_per' : 'initiatives.benefit_echo', { amount, words, per });
}
