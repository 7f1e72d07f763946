import { readBenefit } from '#features/initiatives/rules/content.ts';
import { type Valuation, valuationOf, whyNot } from '#features/initiatives/rules/life-cycle.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { ValuationRequest } from '../schema.ts';

type Known = Parameters<typeof whyNot>[1] & {
	/** As declared, đồng; null when no sum is. */
	declared: number | null;
};

/**
 * Whether a value may be stated or taken back: null, or the code of the reason why not. Whoever departs from what
 * was declared says what was looked at; where none was declared, from nothing. Taking back is explained, too.
 */
export function whyNotValued(
	{ action, value, note }: Pick<ValuationRequest, 'action' | 'value' | 'note'>,
	known: Known,
): string | null {
	const why = whyNot(action, known);
	if (why) return why;
	if (valuationOf(action).takesBack) return note === '' ? 'note_missing' : null;
	if (value === null) return 'verified_missing';
	return value !== (known.declared ?? 0) && note === '' ? 'note_on_difference' : null;
}

/**
 * A value as typed: whole đồng, or null where nothing or no sum stands.
 * @throws Refusal `invalid` with the issue of what is no amount
 */
export function typedValue(text: string): number | null {
	if (text.trim() === '') return null;
	const read = readBenefit('value', text);
	if (typeof read === 'number') return read;
	if (read.code === 'benefit_no_amount') return null;
	throw new Refusal('invalid', { issues: [read] });
}

/** The steps on one value: to state it, and to take it back. */
export const STEPS_ON = {
	unit: { state: 'verify_benefit', takeBack: 'unverify_benefit' },
	central: { state: 'verify_centrally', takeBack: 'unverify_centrally' },
} as const satisfies Record<string, Record<'state' | 'takeBack', Valuation>>;
