import { type ScreenedBatch, writeScreened } from '#features/similarity/commands/screen-many.ts';
import { bytesOfCorpus, type Corpus, loadCorpus } from '#features/similarity/queries/corpus.ts';
import { type Effort, FULL } from '#features/similarity/rules/memory-index.ts';
import type { FoundPair } from '#features/similarity/rules/near.ts';
import type { Db } from '#platform/db/db.ts';
import { alone } from '#platform/db/lock.ts';
import { Threads } from '#platform/process/threads.ts';
import type { ManySetting, ManyTask } from './many-thread.ts';

/** Two at once would take the memory twice. */
const LOCK = 20_260_932;
/** Documents that a thread screens at a time, and that are written in one transaction. */
const PORTION = 64;
const BATCH = 256;
/** Of the memory that is free, so much is left to others. */
const SPARE = 0.25;

export interface ScreeningMany {
	threads: number;
	now: () => Date;
	effort?: Effort;
	signal?: AbortSignal;
	/** Before anything is read. */
	begun?(): void;
	/** After each batch: documents so far, and how many of those that wait are left. */
	progress?(screened: number, waiting: number): void;
}

/** What came of it; seconds with reading the corpus, `loading` of them. */
export type ManyOutcome =
	| { done: 'screened'; documents: number; seconds: number; loading: number }
	| { done: 'busy' }
	| { done: 'memory'; needed: number; free: number };

/**
 * Screens what waits of lists, then what is left of the whole corpus under the current version, in memory: finds and
 * writes what `screenWaiting` and `screenAgain` would, many times faster. What comes in meanwhile is not looked at: it
 * waits, and whoever screens it sees everything. Broken off, it is taken up where it stood.
 * @returns `busy` when another process is at it, `memory` when the corpus does not fit into what is free
 */
export async function screenMany(db: Db, how: ScreeningMany): Promise<ManyOutcome> {
	const needed = await bytesOfCorpus(db, how.threads);
	const free = process.availableMemory();
	if (needed > (1 - SPARE) * free) return { done: 'memory', needed, free };
	let outcome: ManyOutcome = { done: 'busy' };
	await alone(db, LOCK, async () => {
		how.begun?.();
		const began = performance.now();
		const corpus = await loadCorpus(db, how.signal);
		const loading = (performance.now() - began) / 1000;
		const documents = await screenCorpus(db, corpus, how);
		outcome = { done: 'screened', documents, seconds: (performance.now() - began) / 1000, loading };
	});
	return outcome;
}

async function screenCorpus(db: Db, corpus: Corpus, how: ScreeningMany): Promise<number> {
	const { threads, now, effort = FULL, signal, progress } = how;
	const { version, shared, waiting, again, until } = corpus;
	const setting: ManySetting = { corpus: shared, effort };
	const screeners = new Threads<ManyTask, FoundPair[]>(
		threads,
		new URL('./many-thread.ts', import.meta.url),
		setting,
	);
	let screened = 0;
	let left = waiting.length;
	try {
		const done = new Set<number>();
		for await (const batch of batches(screeners, shared.docs, waiting)) {
			const taken = await writeScreened(db, version, { ...batch, to: null }, now());
			if (taken === null) return screened;
			for (const doc of taken) done.add(doc);
			screened += taken.length;
			left -= batch.docs.length;
			progress?.(screened, left);
			signal?.throwIfAborted();
		}
		const rest = again.filter((place) => !done.has(shared.docs[place]!));
		for await (const batch of batches(screeners, shared.docs, rest)) {
			const to = batch.last ? until : batch.docs.at(-1)!;
			const taken = await writeScreened(db, version, { ...batch, to }, now());
			if (taken === null) return screened;
			screened += taken.length;
			progress?.(screened, 0);
			signal?.throwIfAborted();
		}
		if (rest.length === 0) await writeScreened(db, version, { docs: [], pairs: [], to: until }, now());
	} finally {
		await screeners.close();
	}
	return screened;
}

/** Screens places by all threads and puts the answers together, in order; the threads go on while a batch is written. */
async function* batches(
	screeners: Threads<ManyTask, FoundPair[]>,
	docs: Int32Array,
	places: Int32Array,
): AsyncGenerator<Omit<ScreenedBatch, 'to'> & { last: boolean }> {
	let from = 0;
	let to = 0;
	let pairs: FoundPair[] = [];
	for await (const found of screeners.each(portions(places))) {
		pairs.push(...found);
		to = Math.min(to + PORTION, places.length);
		const last = to === places.length;
		if (to - from < BATCH && !last) continue;
		yield { docs: Array.from(places.subarray(from, to), (place) => docs[place]!), pairs, last };
		from = to;
		pairs = [];
	}
}

function* portions(places: Int32Array): Generator<ManyTask> {
	for (let at = 0; at < places.length; at += PORTION) yield [...places.subarray(at, at + PORTION)];
}
