import type { ImportStatus } from '#features/initiatives/queries/imports.ts';
import type { Outcome } from '#features/initiatives/rules/import.ts';
import type { Tone } from '#ui/tone.ts';

export const STATUS_TONES: Record<ImportStatus, Tone> = {
	uploaded: 'neutral',
	checked: 'waiting',
	running: 'info',
	done: 'success',
	failed: 'danger',
};

export const OUTCOME_TONES: Record<Outcome, Tone> = {
	submitted: 'success',
	draft: 'waiting',
	present: 'neutral',
	refused: 'danger',
};
