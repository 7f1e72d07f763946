import { type Facts, isLastWord } from '#features/initiatives/rules/life-cycle.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { UnitScope } from '#features/units/rules.ts';
import { daysBetween, type LocalDate } from '#platform/clock/clock.ts';

/** How far a person reaches in each part that review has. */
export interface ReviewScopes {
	/** Units whose initiatives they read. */
	read: UnitScope;
	/** Units whose turn they may take where officers confirm. */
	confirm: UnitScope;
	/** Units whose turn they may take where reviewers review, and on appeals. */
	review: UnitScope;
}

export function reviewScopes(actor: Actor): ReviewScopes {
	return {
		read: scopeOf(actor, 'read_initiatives'),
		confirm: scopeOf(actor, 'confirm'),
		review: scopeOf(actor, 'review'),
	};
}

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
