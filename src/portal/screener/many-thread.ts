/** Screens some texts of the corpus in memory: one message, one answer. */
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Effort } from '#features/similarity/rules/memory-index.ts';
import { type FoundPair, pairsFound } from '#features/similarity/rules/near.ts';
import { type SharedCorpus, StoredIndex } from '#features/similarity/rules/stored-index.ts';
import { NICENESS } from './niceness.ts';

export interface ManySetting {
	corpus: SharedCorpus;
	effort: Effort;
}

/** By place in the corpus. */
export type ManyTask = readonly number[];

const { corpus, effort } = workerData as ManySetting;
const index = new StoredIndex(corpus);
// Of this thread alone, where the system has priorities of threads.
os.setPriority(NICENESS);

parentPort!.on('message', (places: ManyTask) => {
	const found: FoundPair[] = places.flatMap((place) =>
		pairsFound(corpus.docs[place]!, index.nearest(place, effort)),
	);
	parentPort!.postMessage(found);
});
