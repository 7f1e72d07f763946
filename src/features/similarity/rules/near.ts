import type { Comparison } from '../schema.ts';
import type { Aligner } from './align.ts';
import type { Side } from './side.ts';

/** A stored text that shares pairs with what is sought. */
export interface CandidateText {
	doc: number;
	subject: number;
	hashes: Uint16Array;
}

/** A text found, compared with the one sought: passages have the sought one on side a, places in syllables. */
export interface Near {
	doc: number;
	subject: number;
	comparison: Comparison;
}

/** What is kept of two documents, whichever was screened. */
export interface FoundPair {
	doc: number;
	other: number;
	comparison: Omit<Comparison, 'passages'>;
}

/** Candidates compared with what is sought, best first, of equals the lower subject. */
export function compared(aligner: Aligner, side: Side, texts: readonly CandidateText[]): Near[] {
	return texts
		.map(({ doc, subject, hashes }) => ({
			doc,
			subject,
			comparison: aligner.compare(side, aligner.side(hashes)),
		}))
		.sort((a, b) => b.comparison.score - a.comparison.score || a.subject - b.subject);
}

/** What stands of a document's screening: all that is in a band. */
export function pairsFound(doc: number, found: readonly Near[]): FoundPair[] {
	return found.flatMap(({ doc: other, comparison: { passages, ...comparison } }) =>
		comparison.band === 'clear' ? [] : [{ doc, other, comparison }],
	);
}
