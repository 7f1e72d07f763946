import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';
import type { PlanPoint, SeriesStep } from '../schema/dashboard.ts';
import type { DateRange, PeriodName } from '../schema.ts';
import { periodsIn } from './periods.ts';
import { planOn } from './plan.ts';

/** Steps that a person can look over, and that a phone can show one beside the other. */
const MOST_DAYS = 62;
const MOST_WEEKS = 730;

/** The step that gives a range few enough columns. */
export function stepFor({ from, to }: DateRange): PeriodName {
	const days = daysBetween(from, to) + 1;
	return days <= MOST_DAYS ? 'day' : days <= MOST_WEEKS ? 'week' : 'month';
}

/**
 * What came in on single days, summed by step, with running totals and the plan.
 * @param days in order, all within the range
 */
export function seriesOf(
	range: DateRange,
	step: PeriodName,
	days: readonly { day: LocalDate; submitted: number; approved: number }[],
	plan: readonly PlanPoint[],
): SeriesStep[] {
	let place = 0;
	let [submittedTotal, approvedTotal] = [0, 0];
	return periodsIn(range, step).map(({ from, to }) => {
		let [submitted, approved] = [0, 0];
		for (; place < days.length && days[place]!.day <= to; place++) {
			submitted += days[place]!.submitted;
			approved += days[place]!.approved;
		}
		submittedTotal += submitted;
		approvedTotal += approved;
		return { from, to, submitted, approved, submittedTotal, approvedTotal, plan: planOn(plan, to) };
	});
}
