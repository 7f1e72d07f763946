import type { FindingPairs } from './finding.ts';
import type { Candidate, Gathering } from './gather.ts';
import type { Effort } from './memory-index.ts';
import { visitDocs } from './postings.ts';

/** A packed document number takes 2 to 3 bytes. */
const BYTES_EACH = 2.3;

/** Bytes of packed lists that a search reads. */
export const bytesWithin = (budget: number): number => Math.ceil(budget * BYTES_EACH);

/**
 * Of what is not packed yet, rows in all and of one pair. It is a few hundredths of the texts, so more than this
 * share a pair only where one text came in so often: then the first thousand will do.
 */
export const FRESH_MOST = 20_000;
export const FRESH_EACH = 1_000;

/** What a search reads of a pair's list. */
export interface List {
	/** Of the pair among those sought, from 0. */
	place: number;
	/** May be cut off anywhere at its end. */
	packed: Uint8Array | null;
	/** Documents that came after packing. */
	fresh: ArrayLike<number> | null;
}

/**
 * The documents with most evidence, best first, of equals the earlier one: more than are asked for, since some are
 * of texts that were dropped since, and equals are then put in order by subject.
 * @param lists the shortest packed ones first
 */
export function mostAlike(
	gathering: Gathering,
	pairs: FindingPairs,
	lists: readonly List[],
	{ budget, top }: Effort,
): Candidate[] {
	let left = budget;
	for (const { place, packed } of lists) {
		if (packed === null || left <= 0) continue;
		const bits = pairs.bits[place]!;
		visitDocs(whole(packed), (doc) => {
			gathering.add(doc, bits);
			left--;
		});
	}
	for (const { place, fresh } of lists) {
		if (fresh === null) continue;
		const bits = pairs.bits[place]!;
		for (let at = 0; at < fresh.length; at++) gathering.add(fresh[at]!, bits);
	}
	return gathering.take(2 * top + 20);
}

/** Without a document number that was cut off at the end. */
function whole(bytes: Uint8Array): Uint8Array {
	let end = bytes.length;
	while (end > 0 && bytes[end - 1]! > 127) end--;
	return bytes.subarray(0, end);
}
