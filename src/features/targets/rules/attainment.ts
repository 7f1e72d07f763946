import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { asPercent, formatNumber, type Locale } from '#platform/i18n/translate.ts';

/*
 * The one rounding rule of the portal: a percentage has one decimal, halves go away from zero, computed on whole
 * numbers and never on binary fractions.
 */

/** Tenths of a percent: 1538 is 153.8 %. */
export type Permille = number;

/** a ÷ b for b > 0, to the nearest whole number, halves away from zero. */
function divide(a: bigint, b: bigint): bigint {
	const size = a < 0n ? -a : a;
	const rounded = (2n * size + b) / (2n * b);
	return a < 0n ? -rounded : rounded;
}

/**
 * Attainment (đạt): result ÷ target in tenths of a percent; null where there is no target above nothing. 570 of 265
 * attains 215.1 %. Who prints it names the result (submitted or approved) and the target (which of the four).
 */
export function attainment(result: number, target: number): Permille | null {
	if (target <= 0) return null;
	return Number(divide(BigInt(result) * 1000n, BigInt(target)));
}

/** Excess (vượt): attainment − 100 %, negative while the target is not reached. 570 of 265 exceeds it by 115.1 %. */
export function excess(result: number, target: number): Permille | null {
	const attained = attainment(result, target);
	return attained === null ? null : attained - 1000;
}

/** Days from the first to the last, both counted: 21/4 to 31/5 are 41. */
export function daysInclusive(from: LocalDate, to: LocalDate): number {
	return daysBetween(from, to) + 1;
}

/** What came in on a day on average, to the nearest whole number; null over no day. */
export function dailyMean(increase: number, days: number): number | null {
	return days > 0 ? Number(divide(BigInt(increase), BigInt(days))) : null;
}

/** 1538 → «153,8 %». */
export const percentText = (value: Permille, locale: Locale): string =>
	asPercent(tenthsText(value, locale), locale);

/** 1538 → «153,8»; always one decimal, so that figures of a column stand under one another. */
export function tenthsText(value: number, locale: Locale): string {
	const whole = formatNumber(Math.trunc(Math.abs(value) / 10), locale);
	const sign = value < 0 ? '−' : '';
	return `${sign}${whole}${locale === 'vi' ? ',' : '.'}${Math.abs(value) % 10}`;
}
