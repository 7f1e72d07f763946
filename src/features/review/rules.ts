import { type Facts, isLastWord } from '#features/initiatives/rules/life-cycle.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';

/** The step that lets an initiative pass where it stands: up a level, or through at the last one. */
export function passStep(facts: Pick<Facts, 'level' | 'levels'>): 'confirm' | 'approve' {
	return isLastWord(facts) ? 'approve' : 'confirm';
}

/** Days from which a wait is long, and too long (our rule: a week for one level, a month for all). */
export const LONG_WAITS = [7, 30] as const;

/** Days since the first submission, in local dates, and how urgent that is. */
export function waitOf(submittedOn: LocalDate, today: LocalDate) {
	const days = daysBetween(submittedOn, today);
	const tone = days > LONG_WAITS[1] ? 'danger' : days > LONG_WAITS[0] ? 'waiting' : 'neutral';
	return { days, tone } as const;
}
