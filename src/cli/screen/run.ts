import { once } from 'node:events';
import { indexCounted } from '#features/similarity/rules/memory-index.ts';
import { BANDS } from '#features/similarity/schema.ts';
import { Threads } from '#platform/process/threads.ts';
import { progressBar } from '../output.ts';
import type { How, Screened, ScreenSetting, ScreenTask } from './screen-thread.ts';
import { summary } from './sentences.ts';
import { takeInCorpus, takeInQueries } from './take-in.ts';
import { countOf, openTextFile } from './text-file.ts';

/** Texts that a thread screens at a time. */
const PORTION = 64;

export interface Input {
	corpus: string;
	/** Without it the corpus is screened against itself. */
	queries?: string;
	threads: number;
}

/**
 * Screens the texts of files and prints what it finds, text by text in the order of the file. Both files are read
 * whole before anything is printed. @throws Refusal naming file and line
 */
export async function screenFiles({ corpus, queries, threads }: Input, how: How): Promise<void> {
	const [corpusFile, queryFile] = [
		await openTextFile(corpus),
		queries === undefined ? null : await openTextFile(queries),
	];
	const asked = queryFile && (await takeInQueries(queryFile, threads));
	const { places, texts, counting } = await takeInCorpus(corpusFile, threads);
	const setting: ScreenSetting = {
		index: indexCounted(texts, counting),
		corpus: places,
		queries: asked,
		how,
	};
	const total = countOf(asked ?? places);
	const best = await print(setting, total, threads);
	if (!how.asJson) process.stdout.write(summary(total, countOf(places), best));
}

async function print(setting: ScreenSetting, total: number, threads: number): Promise<number[]> {
	const best = BANDS.map(() => 0);
	const screeners = new Threads<ScreenTask, Screened>(
		Math.min(threads, total),
		new URL('./screen-thread.ts', import.meta.url),
		setting,
	);
	const bar = progressBar('screen', total);
	let done = 0;
	try {
		for await (const screened of screeners.each(portions(total, threads))) {
			for (const at of BANDS.keys()) best[at]! += screened.best[at]!;
			if (!process.stdout.write(screened.printed)) await once(process.stdout, 'drain');
			done += screened.best.reduce((sum, count) => sum + count, 0);
			bar.update(done);
		}
	} finally {
		bar.stop();
		await screeners.close();
	}
	return best;
}

function* portions(total: number, threads: number): Generator<ScreenTask> {
	const size = Math.max(1, Math.min(PORTION, Math.ceil(total / (8 * threads))));
	for (let from = 0; from < total; from += size) yield { from, to: Math.min(total, from + size) };
}
