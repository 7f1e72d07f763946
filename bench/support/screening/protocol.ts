import type { Effort } from '#features/similarity/rules/memory-index.ts';
import type { Trials } from './accuracy.ts';
import { buildCorpus, type Corpus } from './corpus.ts';
import { Generator } from './document.ts';
import { readEncodings } from './encodings.ts';
import { NEGATIVES, NegativeMaker } from './negatives.ts';
import { Pool } from './pool.ts';
import { readSources } from './prose.ts';
import { QueryMaker } from './queries.ts';
import type { Task } from './thread.ts';
import type { NegativeTrial, QueryTrial } from './trial.ts';

export interface Setting {
	/** Where the shared data lies. */
	folder: string;
	/** Documents of the corpus. */
	size: number;
	seed: number;
	/** Queries of each kind. */
	queries: number;
	/** Negatives of all kinds. */
	negatives: number;
	threads: number;
}

/** A corpus and threads that search it. */
export interface Laboratory {
	setting: Setting;
	generator: Generator;
	maker: QueryMaker;
	pool: Pool;
	corpus: Corpus;
}

const BATCH = 50;

/** Makes the corpus and gives it to the threads. Close the pool when done. */
export async function setUp(
	setting: Setting,
	progress: (done: number) => void = () => {},
): Promise<Laboratory> {
	const { folder, seed, size, threads } = setting;
	const pool = new Pool(threads, { folder, seed, size });
	const generator = new Generator(readSources(folder), seed);
	const maker = new QueryMaker(generator, size, readEncodings(folder));
	const corpus = await buildCorpus(pool, size, progress);
	await pool.everywhere<'index'>(() => ({ task: 'index', index: corpus.index }));
	return { setting, generator, maker, pool, corpus };
}

/** All that is tried: copies of every kind, and texts that copy nothing. */
export async function tryAll(over: Laboratory): Promise<Trials> {
	return {
		queries: await tryQueries(over),
		negatives: await tryNegatives(over),
		documents: over.corpus.index.documents,
	};
}

/** Screens copies of every kind, or every `step`-th of them. */
export async function tryQueries(
	{ maker, pool, setting }: Laboratory,
	effort?: Effort,
	step = 1,
): Promise<QueryTrial[]> {
	const tasks = maker.kinds.flatMap((kind) =>
		batches(setting.queries, step).map((numbers) => ({ task: 'queries' as const, kind, numbers, effort })),
	);
	return collected<'queries', QueryTrial>(pool, tasks);
}

/** Screens texts that copy nothing: the real ones once each, of the other kinds equally many. */
async function tryNegatives({ generator, pool, setting }: Laboratory): Promise<NegativeTrial[]> {
	const untouched = Math.min(new NegativeMaker(generator).untouched, Math.ceil(setting.negatives / 4));
	const others = Math.ceil((setting.negatives - untouched) / (NEGATIVES.length - 1));
	const tasks = NEGATIVES.flatMap((kind) =>
		batches(kind === 'untouched real text' ? untouched : others, 1).map((numbers) => ({
			task: 'negatives' as const,
			kind,
			numbers,
		})),
	);
	return collected<'negatives', NegativeTrial>(pool, tasks);
}

async function collected<Kind extends 'queries' | 'negatives', Trial>(
	pool: Pool,
	tasks: Extract<Task, { task: Kind }>[],
): Promise<Trial[]> {
	const trials: Trial[] = [];
	for await (const answer of pool.each<Kind>(tasks)) trials.push(...(answer as Trial[]));
	return trials;
}

function batches(count: number, step: number): number[][] {
	const numbers = Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
	return Array.from({ length: Math.ceil(numbers.length / BATCH) }, (_, at) =>
		numbers.slice(at * BATCH, (at + 1) * BATCH),
	);
}
