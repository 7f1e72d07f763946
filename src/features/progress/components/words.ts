import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import { formatDate, formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { FiguresOf, Matter } from '../schema.ts';

/** What stands at a unit in a line, each figure named: «120 lượt nộp trên 1.500, cần có 640». */
export function figureText(
	t: Translate,
	matter: Matter,
	figures: FiguresOf[Matter],
	today: LocalDate,
	locale: Locale,
): string {
	if (matter === 'lagging') {
		const { measure, result, target, kind, expected } = figures as FiguresOf['lagging'];
		return t(`progress.stands_${measure}`, {
			result,
			target,
			kind: t(`targets.in_words_${kind}`),
			expected: formatNumber(expected, locale),
		});
	}
	if (matter === 'backlog') {
		const { waiting, oldest } = figures as FiguresOf['backlog'];
		return t('progress.stands_backlog', { waiting, days: daysBetween(oldest, today) });
	}
	const { expiring, until } = figures as FiguresOf['returned'];
	return t('progress.stands_returned', { expiring, until: formatDate(until) });
}
