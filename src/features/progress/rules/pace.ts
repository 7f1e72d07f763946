import { dailyMean, daysInclusive } from '#features/targets/rules/attainment.ts';
import type { LocalDate } from '#platform/clock/clock.ts';

/** Where a period stands on a local date. */
export interface Days {
	standing: 'ahead' | 'running' | 'over';
	/** Of the period, both ends counted. */
	all: number;
	/** From the first up to and with today. */
	passed: number;
	/** From today to the last, today counted: it is not over. */
	left: number;
}

export function daysOf(period: { from: LocalDate; to: LocalDate }, today: LocalDate): Days {
	const all = daysInclusive(period.from, period.to);
	if (today < period.from) return { standing: 'ahead', all, passed: 0, left: all };
	if (today > period.to) return { standing: 'over', all, passed: all, left: 0 };
	return {
		standing: 'running',
		all,
		passed: daysInclusive(period.from, today),
		left: daysInclusive(today, period.to),
	};
}

/**
 * What a target expects by the end of today when every day brings the same: target × days passed ÷ days of the
 * period, to the nearest whole number. The last day expects the target itself.
 */
export const expectedBy = (target: number, { passed, all }: Pick<Days, 'passed' | 'all'>): number =>
	Math.round((target * passed) / all);

/** How a result stands to its target in time. */
export interface Pace {
	days: Days;
	/** By the end of today under an even pace; null without a target. */
	expected: number | null;
	/** Result − expected: below zero when it lags. */
	difference: number | null;
	/** What every day from today on has to bring on average, rounded up; null without a target, or once it is over. */
	needed: number | null;
	/** What a day brought on average so far; null before the first day. */
	mean: number | null;
	/** The result at the end if days go on bringing what they brought on average so far. */
	atMean: number | null;
}

export function paceOf(result: number, target: number | null, days: Days): Pace {
	const expected = target === null || days.standing === 'ahead' ? null : expectedBy(target, days);
	return {
		days,
		expected,
		difference: expected === null ? null : result - expected,
		needed: target === null || days.left === 0 ? null : Math.ceil(Math.max(0, target - result) / days.left),
		mean: dailyMean(result, days.passed),
		atMean: days.passed > 0 ? Math.round((result * days.all) / days.passed) : null,
	};
}
