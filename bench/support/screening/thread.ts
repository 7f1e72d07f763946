/** One thread of the bench of screening: makes texts, and screens. Tasks and answers are messages, one by one. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Effort, MemoryIndex, type SharedIndex } from '#features/similarity/rules/memory-index.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { Generator, textOf } from './document.ts';
import { readEncodings } from './encodings.ts';
import { type NegativeKind, NegativeMaker } from './negatives.ts';
import { readSources } from './prose.ts';
import { QueryMaker } from './queries.ts';
import { threadTime } from './thread-time.ts';
import { type NegativeTrial, type QueryTrial, tryNegative, tryQuery } from './trial.ts';

export interface ThreadSetting {
	folder: string;
	seed: number;
	size: number;
}

/** Texts by number, from and to (exclusive), as syllables behind each other. */
export interface MadeTexts {
	hashes: Uint16Array;
	lengths: Uint32Array;
	/** Milliseconds of the core spent on normalising alone. */
	normalising: number;
}

export type Task =
	| { task: 'make'; from: number; to: number }
	| { task: 'index'; index: SharedIndex }
	| { task: 'queries'; kind: string; numbers: number[]; effort?: Effort }
	| { task: 'negatives'; kind: NegativeKind; numbers: number[] }
	| { task: 'screen'; from: number; to: number; effort: Effort };

export interface Answers {
	make: MadeTexts;
	index: null;
	queries: QueryTrial[];
	negatives: NegativeTrial[];
	/** Milliseconds. */
	screen: number;
}

const { folder, seed, size } = workerData as ThreadSetting;
const generator = new Generator(readSources(folder), seed);
const queries = new QueryMaker(generator, size, readEncodings(folder));
const negatives = new NegativeMaker(generator);
let index: MemoryIndex | undefined;

parentPort!.on('message', (task: Task) => {
	const answer = perform(task);
	if (task.task === 'make') {
		const { hashes, lengths } = answer as MadeTexts;
		parentPort!.postMessage(answer, [hashes.buffer as ArrayBuffer, lengths.buffer as ArrayBuffer]);
	} else parentPort!.postMessage(answer);
});

function perform(task: Task): Answers[keyof Answers] {
	if (task.task === 'make') return make(task.from, task.to);
	if (task.task === 'index') {
		index = new MemoryIndex(task.index);
		return null;
	}
	if (!index) throw new Error('there is no index yet');
	const over = index;
	switch (task.task) {
		case 'queries':
			return task.numbers.map((number) =>
				tryQuery(over, generator, queries.query(task.kind, number), number, task.effort),
			);
		case 'negatives':
			return task.numbers.map((number) =>
				tryNegative(over, generator, negatives.negative(task.kind, number), number),
			);
		case 'screen': {
			const began = performance.now();
			for (let doc = task.from; doc < task.to; doc++)
				over.screen(over.texts.at(doc), task.effort, (other) => other === doc);
			return performance.now() - began;
		}
	}
}

function make(from: number, to: number): MadeTexts {
	const texts: string[] = [];
	// A text put together of pieces is made one here, so that this is not counted as normalising.
	for (let id = from; id < to; id++)
		texts.push(Buffer.from(textOf(generator.document(id).lines), 'utf16le').toString('utf16le'));
	const began = threadTime();
	const parts = texts.map((text) => hashesIn(text));
	const normalising = threadTime() - began;
	const lengths = Uint32Array.from(parts, ({ length }) => length);
	const hashes = new Uint16Array(lengths.reduce((sum, length) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		hashes.set(part, at);
		at += part.length;
	}
	return { hashes, lengths, normalising };
}
