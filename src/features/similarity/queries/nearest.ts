import type { Db, Tx } from '#platform/db/db.ts';
import type { Aligner } from '../rules/align.ts';
import { findingPairs } from '../rules/finding.ts';
import { type Effort, FULL } from '../rules/memory-index.ts';
import { normalise } from '../rules/normalise.ts';
import type { Comparison } from '../schema.ts';
import { candidatesOf } from './candidates.ts';
import { currentAligner } from './versions.ts';

/** A text found, compared with the one sought: passages have the sought one on side a, places in syllables. */
export interface Near {
	doc: number;
	subject: number;
	comparison: Comparison;
}

/** For hints while somebody types. */
export const QUICK: Effort = { budget: 20_000, top: 20 };

/** The texts nearest to one that need not be stored, best first; whoever asks leaves out what may not be shown. */
export async function nearest(db: Db | Tx, text: string, effort: Effort = FULL): Promise<Near[]> {
	return nearestTo(db, await currentAligner(db), normalise(text).hashes, effort);
}

/** The same for syllables, by given statistics, but for the text's own subject. */
export async function nearestTo(
	db: Db | Tx,
	aligner: Aligner,
	hashes: Uint16Array,
	effort: Effort = FULL,
	except?: number,
): Promise<Near[]> {
	const side = aligner.side(hashes);
	const texts = await candidatesOf(db, findingPairs(aligner, side), effort, except);
	return texts
		.map(({ doc, subject, hashes: its }) => ({
			doc,
			subject,
			comparison: aligner.compare(side, aligner.side(its)),
		}))
		.sort((a, b) => b.comparison.score - a.comparison.score || a.subject - b.subject);
}
