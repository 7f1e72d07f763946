import { Counting } from '#features/similarity/rules/counting.ts';
import { indexCounted, type SharedIndex } from '#features/similarity/rules/memory-index.ts';
import { BUCKETS, bucketsOf, tooCommon } from '#features/similarity/rules/pairs.ts';
import { TextStore } from '#features/similarity/rules/text-store.ts';
import type { Pool } from './pool.ts';
import { threadTime } from './thread-time.ts';

/** A corpus ready to be searched, with what it took. */
export interface Corpus {
	index: SharedIndex;
	texts: TextStore;
	/** Milliseconds of a core. */
	took: { normalising: number; counting: number; indexing: number };
	realism: Realism;
}

/** How like real initiatives it is: see screening.md. */
export interface Realism {
	syllables: number;
	pairs: number;
	/** Pairs of a document that are not too common to find anything by. */
	kept: number;
	buckets: number;
	boilerplate: number;
}

const CHUNK = 2_000;

/** Makes, counts and indexes the first `size` documents. */
export async function buildCorpus(
	pool: Pool,
	size: number,
	progress: (done: number) => void,
): Promise<Corpus> {
	const texts = new TextStore(Math.ceil(size * 1.05));
	const counting = new Counting();
	const took = { normalising: 0, counting: 0, indexing: 0 };
	const chunks = Array.from({ length: Math.ceil(size / CHUNK) }, (_, chunk) => ({
		task: 'make' as const,
		from: chunk * CHUNK,
		to: Math.min(size, (chunk + 1) * CHUNK),
	}));
	for await (const made of pool.each<'make'>(chunks)) {
		took.normalising += made.normalising;
		const began = threadTime();
		let at = 0;
		for (const length of made.lengths) {
			const hashes = made.hashes.subarray(at, at + length);
			at += length;
			texts.add(hashes);
			counting.add(hashes);
		}
		took.counting += threadTime() - began;
		progress(texts.count);
	}
	const began = threadTime();
	const index = indexCounted(texts, counting);
	took.indexing = threadTime() - began;
	return { index, texts, took, realism: realismOf(texts, counting, index) };
}

/** Of some thousand documents, evenly spread. */
function realismOf(texts: TextStore, counting: Counting, index: SharedIndex): Realism {
	const most = tooCommon(counting.documents);
	const step = Math.max(1, Math.floor(texts.count / 5_000));
	let [documents, syllables, pairs, kept] = [0, 0, 0, 0];
	for (let doc = 0; doc < texts.count; doc += step) {
		const hashes = texts.at(doc);
		const buckets = bucketsOf(hashes);
		documents++;
		syllables += hashes.length;
		pairs += buckets.length;
		kept += buckets.filter((bucket) => counting.counted(bucket) <= most).length;
	}
	let filled = 0;
	for (let bucket = 0; bucket < BUCKETS; bucket++) if (counting.counted(bucket) > 0) filled++;
	return {
		syllables: syllables / documents,
		pairs: pairs / documents,
		kept: kept / documents,
		buckets: filled,
		boilerplate: index.boilerplate.length,
	};
}
