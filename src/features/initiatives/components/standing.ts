import type { Programme } from '#features/programmes/schema.ts';
import { formatDate, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { Tone } from '#ui/tone.ts';
import type { State } from '../rules/life-cycle.ts';

interface Standing {
	state: State;
	/** Whose turn it is while in review; one past the last level is an appeal. */
	level: number | null;
	reviewUnit: string | null;
	/** Local date since which it stands so. */
	stateOn: string;
}

export const stateTones: Record<State, Tone> = {
	in_review: 'waiting',
	returned: 'returned',
	approved: 'success',
	rejected: 'danger',
	withdrawn: 'neutral',
	revoked: 'danger',
};

/** A step of a `Stepper`. */
interface Step {
	label: string;
	state: 'done' | 'current' | 'ahead' | 'returned' | 'failed';
	detail?: string;
}

/** Where it stands in one sentence: whose turn it is and since when. */
export function standingText(standing: Standing, programme: Pick<Programme, 'levels'>, t: Translate): string {
	const { state, level, reviewUnit } = standing;
	const date = formatDate(standing.stateOn);
	if (state !== 'in_review') return t(`initiatives.stands_${state}`, { date });
	const action = programme.levels.find((each) => each.level === level)?.action;
	const key = action ? `initiatives.waits_${action}` : 'initiatives.waits_appeal';
	return t(key, { unit: reviewUnit ?? '', date });
}

/** The way of an initiative through the programme's levels, and where on it this one stands. */
export function standingSteps(
	standing: Standing & { history: readonly { kind: string; level: number | null }[] },
	programme: Programme,
	t: Translate,
	locale: Locale,
): Step[] {
	const { state, level, history } = standing;
	const decided = history.findLast((entry) => entry.kind === 'returned' || entry.kind === 'rejected')?.level;
	const stopped = state === 'returned' || state === 'rejected' ? (decided ?? 1) : null;
	const last = programme.levels.length;
	// An appeal is beyond the levels; what was taken back keeps the levels it had passed.
	const reached = level ?? stopped ?? (state === 'approved' || state === 'revoked' ? last + 1 : 1);
	const steps: Step[] = programme.levels.map((each) => ({
		label: each.name[locale],
		state:
			each.level === stopped
				? state === 'returned'
					? 'returned'
					: 'failed'
				: each.level < reached
					? 'done'
					: each.level === level
						? 'current'
						: 'ahead',
		detail: each.level === level ? (standing.reviewUnit ?? undefined) : undefined,
	}));
	const appeal = level !== null && level > last;
	const beyond = stopped !== null && stopped > last;
	const extra: Step[] =
		appeal || beyond
			? [
					{
						label: t('initiatives.appeal'),
						state: appeal ? 'current' : state === 'returned' ? 'returned' : 'failed',
						detail: standing.reviewUnit ?? undefined,
					},
				]
			: [];
	const end = state === 'withdrawn' || state === 'revoked' ? state : 'approved';
	return [
		{ label: t('initiatives.event_submitted'), state: 'done' },
		...steps,
		...extra,
		{
			label: t(`initiatives.state_${end}`),
			state: state === 'approved' ? 'done' : end === 'approved' ? 'ahead' : 'failed',
		},
	];
}
