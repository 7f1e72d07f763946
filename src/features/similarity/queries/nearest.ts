import type { Db, Tx } from '#platform/db/db.ts';
import type { Aligner } from '../rules/align.ts';
import { findingPairs } from '../rules/finding.ts';
import { type Effort, FULL } from '../rules/memory-index.ts';
import { compared, type Near } from '../rules/near.ts';
import { hashesIn } from '../rules/normalise.ts';
import { candidatesOf } from './candidates.ts';
import { currentAligner } from './versions.ts';

/** For hints while somebody types. */
export const QUICK: Effort = { budget: 20_000, top: 20 };

/** The texts nearest to one that need not be stored, best first; whoever asks leaves out what may not be shown. */
export async function nearest(db: Db | Tx, text: string, effort: Effort = FULL): Promise<Near[]> {
	return nearestTo(db, await currentAligner(db), hashesIn(text), effort);
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
	return compared(aligner, side, await candidatesOf(db, findingPairs(aligner, side), effort, except));
}
