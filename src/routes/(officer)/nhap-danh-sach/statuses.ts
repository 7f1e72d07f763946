import type { ImportStatus } from '#features/initiatives/queries/imports.ts';
import type { Outcome } from '#features/initiatives/rules/import.ts';
import type { Translate } from '#platform/i18n/translate.ts';
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

/** What a row becomes, or became: its name on a `chip` or as an `outcome` of many, and a `note` on these. */
export const outcomeText = (
	t: Translate,
	form: 'chip' | 'outcome' | 'note',
	outcome: Outcome,
	done: boolean,
) => (done ? t(`imports.${form}_${outcome}_done`) : t(`imports.${form}_${outcome}`));
