import type { Band, Comparison, Syllables } from '#features/similarity/schema.ts';
import type { GivenText } from './line.ts';

/** A text with its syllables as they stand in what is screened of it. */
export interface ReadyText {
	given: GivenText;
	syllables: Syllables;
}

/** From and to (exclusive), in UTF-16 units of the text as given. */
export type Span = readonly [start: number, end: number];

export interface ToldMatch {
	other: ReadyText;
	band: Band;
	score: number;
	containment: number;
	bits: number;
	passages: { query: Span; match: Span; bits: number }[];
}

/** A text and what was found for it, best first. */
export interface Told {
	query: ReadyText;
	matches: ToldMatch[];
}

/**
 * A comparison with passages where they stand in the texts as given. Boilerplate is left out, unless the texts share
 * nothing else.
 */
export function tell(query: ReadyText, other: ReadyText, comparison: Comparison): ToldMatch {
	const { band, score, containment, bits, passages } = comparison;
	const evident = passages.filter((passage) => passage.bits > 0);
	return {
		other,
		band,
		score: rounded(score, 4),
		containment: rounded(containment, 4),
		bits: rounded(bits, 1),
		passages: (evident.length > 0 ? evident : passages).flatMap((passage) => {
			const [mine, its] = [
				spanOf(query, passage.aStart, passage.aEnd),
				spanOf(other, passage.bStart, passage.bEnd),
			];
			return mine && its ? [{ query: mine, match: its, bits: rounded(passage.bits, 1) }] : [];
		}),
	};
}

/** Null where it lies in the title. */
function spanOf({ given, syllables }: ReadyText, from: number, to: number): Span | null {
	const title = given.screened.length - given.text.length;
	const end = syllables.ends[to - 1]! - title;
	return end > 0 ? [Math.max(0, syllables.starts[from]! - title), end] : null;
}

function rounded(value: number, digits: number): number {
	return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** As a line of `--json`. */
export const printable = ({ query, matches }: Told) => ({
	id: query.given.id,
	matches: matches.map(({ other, ...match }) => ({ id: other.given.id, ...match })),
});
