import { type Kind, LINES, type Line } from '../schema.ts';

/** A number of one line as it stands at some instant. */
export interface Standing {
	id: number;
	kind: Kind;
	/** Null: it was taken back and none stands. */
	number: number | null;
}

/** The line that a kind of target belongs to: a revision is one of what was assigned. */
export const lineOf = (kind: Kind): Line => (kind === 'revised' ? 'assigned' : kind);

/**
 * The one rule of what is in force: what the unit above assigned, in its latest revision; while nothing is assigned,
 * what the unit registered; else the guideline. A number that was taken back does not stand.
 */
export function inForce<S extends Standing>(
	lines: Partial<Record<Line, S>>,
): (S & { number: number }) | null {
	for (const line of LINES) {
		const standing = lines[line];
		if (standing && standing.number !== null) return { ...standing, number: standing.number };
	}
	return null;
}

/** What stands on the lines of a unit, for telling whether it is still what somebody looked at. */
export const seenOf = (lines: Partial<Record<Line, Standing>>): string =>
	LINES.map((line) => lines[line]?.id ?? 0).join('.');

/**
 * What a number becomes on its line: the first is as asked, what is assigned over a standing assignment is a
 * revision, the same number again is nothing. A revision of nothing is refused.
 */
export function nextKind(asked: Kind, standing: Standing | undefined, number: number): Kind | 'same' | null {
	const stands = standing != null && standing.number !== null;
	if (stands && standing.number === number) return 'same';
	if (lineOf(asked) !== 'assigned') return asked;
	if (stands) return 'revised';
	return asked === 'revised' ? null : 'assigned';
}
