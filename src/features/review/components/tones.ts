import type { State } from '#features/initiatives/rules/life-cycle.ts';
import type { Tone } from '#ui/tone.ts';

export const stateTones: Record<State, Tone> = {
	in_review: 'waiting',
	returned: 'returned',
	approved: 'success',
	rejected: 'danger',
	withdrawn: 'neutral',
	revoked: 'danger',
};
