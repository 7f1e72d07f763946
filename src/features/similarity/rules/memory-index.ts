import type { Comparison } from '../schema.ts';
import { Aligner } from './align.ts';
import { Counting } from './counting.ts';
import { DocList, MOST_DOCS } from './doc-list.ts';
import { type Candidate, Gathering } from './gather.ts';
import { type Model, SHIPPED_MODEL } from './model.ts';
import { BUCKETS, bucketOf, tooCommon } from './pairs.ts';
import type { Side } from './side.ts';
import { type Statistics, statisticsOf } from './statistics.ts';
import { type SharedTexts, TextStore } from './text-store.ts';

/** How far a search goes. */
export interface Effort {
	/** Postings read at most, rarest pairs first. */
	budget: number;
	/** Candidates compared. */
	top: number;
}

/** Misses nothing that we measured. */
export const FULL: Effort = { budget: 100_000, top: 50 };
/** For whole corpora; what it misses stands in docs/screening.md. */
export const FAST: Effort = { budget: 8_000, top: 8 };

/** The index as plain arrays in shared memory, to be handed to threads. */
export interface SharedIndex {
	documents: number;
	texts: SharedTexts;
	levels: Uint8Array;
	/** Where the documents of a bucket begin; those of the last one end at the array's end. */
	offsets: Uint32Array;
	/** See `DocList`. */
	docs: Uint8Array;
	boilerplate: Uint32Array;
	model: Model;
}

/** What a search found. */
export interface Match {
	doc: number;
	comparison: Comparison;
}

/**
 * Counts and indexes texts in memory: for the command, for whole corpora and for benches. Documents are numbered
 * from 0 in the order of adding.
 */
export function buildIndex(texts: TextStore, model: Model = SHIPPED_MODEL): SharedIndex {
	const counting = new Counting();
	for (let doc = 0; doc < texts.count; doc++) counting.add(texts.at(doc));
	return indexCounted(texts, counting, model);
}

/** As `buildIndex`, of texts that were counted while they came in. */
export function indexCounted(
	texts: TextStore,
	counting: Counting,
	model: Model = SHIPPED_MODEL,
): SharedIndex {
	if (texts.count > MOST_DOCS) throw new RangeError(`more than ${MOST_DOCS} texts`);
	const offsets = counting.layOut(tooCommon(counting.documents));
	const docs = DocList.ofLength(offsets[BUCKETS]!);
	for (let doc = 0; doc < texts.count; doc++) counting.place(doc, texts.at(doc), docs);
	return {
		documents: counting.documents,
		texts: texts.shared(),
		levels: counting.levels(),
		offsets,
		docs: docs.bytes,
		boilerplate: counting.boilerplate().sequences,
		model,
	};
}

/** Searches an index; each thread has its own over the same shared memory. */
export class MemoryIndex {
	readonly texts: TextStore;
	readonly statistics: Statistics;
	readonly aligner: Aligner;
	#shared: SharedIndex;
	#docs: DocList;
	#gathering = new Gathering();

	constructor(shared: SharedIndex) {
		this.#shared = shared;
		this.#docs = new DocList(shared.docs);
		this.texts = TextStore.of(shared.texts);
		this.statistics = statisticsOf({ ...shared, version: 0 });
		this.aligner = new Aligner(this.statistics);
	}

	/** Documents that share most evidence with a text, best first. */
	retrieve(side: Side, effort: Effort = FULL, except?: (doc: number) => boolean): Candidate[] {
		const docs = this.#docs;
		const lists = this.#lists(side);
		let left = effort.budget;
		for (const { start, end, bits } of lists) {
			// The first list is read whatever it costs, up to the budget: a text that thousands handed in is found.
			const until = Math.min(end, start + left);
			for (let at = start; at < until; at++) this.#gathering.add(docs.at(at), bits);
			left -= until - start;
			if (left <= 0) break;
		}
		return this.#gathering.take(effort.top, except);
	}

	/** Candidates compared, those in a band better than `clear` first, best first. */
	screen(hashes: Uint16Array, effort: Effort = FULL, except?: (doc: number) => boolean): Match[] {
		const side = this.aligner.side(hashes);
		return this.retrieve(side, effort, except)
			.map(({ doc }) => ({
				doc,
				comparison: this.aligner.compare(side, this.aligner.side(this.texts.at(doc))),
			}))
			.sort((a, b) => b.comparison.score - a.comparison.score || a.doc - b.doc);
	}

	#lists(side: Side) {
		const { offsets } = this.#shared;
		const lists: { start: number; end: number; bits: number }[] = [];
		const seen = new Set<number>();
		for (let at = 0; at < side.pairs; at++) {
			if (side.isBoilerplate(at)) continue;
			const bucket = bucketOf(side.hashes[at]!, side.hashes[at + 1]!);
			const [start, end] = [offsets[bucket]!, offsets[bucket + 1]!];
			if (start === end || seen.has(bucket)) continue;
			seen.add(bucket);
			lists.push({ start, end, bits: this.aligner.bits(side, at) });
		}
		return lists.sort((a, b) => a.end - a.start - (b.end - b.start));
	}
}
