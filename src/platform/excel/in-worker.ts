import { fork } from 'node:child_process';
import { Refusal } from '#platform/http/refusal.ts';
import { sourceFile } from '#platform/process/source-file.ts';
import type { TaskName, TaskReport, Tasks } from './task.ts';
import type { SheetToWrite } from './write.ts';

export interface WorkerLimits {
	/** Milliseconds from start to answer; the slowest file of our collection takes 0.5 s. */
	readonly timeMs?: number;
	/** Heap of the process in MB. */
	readonly memoryMb?: number;
}

/** Two at once: more would take the web loop's processor on the machine we size for. */
const MOST = 2;

/**
 * `readWorkbook` in a process of its own, so that the web loop never waits and a hostile file ends only that:
 * a thread that runs out of memory, or whose native code fails, takes the portal with it. Same answers and
 * refusals; `excel_too_large` also when time or memory runs out.
 */
export const readWorkbookInWorker = (bytes: Uint8Array, fileName: string, limits?: WorkerLimits) =>
	runTask('readWorkbook', [bytes, fileName], limits);

/** `annotateWorkbook` in a process of its own, as above. */
export const annotateWorkbookInWorker = (
	...args: [...Parameters<Tasks['annotateWorkbook']>, limits?: WorkerLimits]
) => runTask('annotateWorkbook', args.slice(0, 5) as Parameters<Tasks['annotateWorkbook']>, args[5]);

/** A workbook of ours is not hostile: on a busy machine it only takes longer. */
const WRITE_MS = 30_000;

/** `writeWorkbook` in a process of its own, as above. */
export const writeWorkbookInWorker = (sheets: readonly SheetToWrite[], limits?: WorkerLimits) =>
	runTask('writeWorkbook', [sheets], { timeMs: WRITE_MS, ...limits });

let running = 0;
const waiting: (() => void)[] = [];

const runTask = <Name extends TaskName>(name: Name, args: Parameters<Tasks[Name]>, limits?: WorkerLimits) =>
	runInProcess<Awaited<ReturnType<Tasks[Name]>>>(WORKER, name, args, limits);

/**
 * Runs one task of a worker's file in a process of its own, under the same limits and refusals.
 * @param entry path from the project's folder to a file that ends in `serveTask`
 */
export async function runInProcess<Answer>(
	entry: string,
	name: string,
	args: unknown[],
	limits: WorkerLimits = {},
): Promise<Answer> {
	if (running >= MOST) await new Promise<void>((free) => waiting.push(free));
	else running++;
	try {
		return (await inProcess(entry, name, args, limits)) as Answer;
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}

function inProcess(entry: string, name: string, args: unknown[], limits: WorkerLimits): Promise<unknown> {
	const { timeMs = 5000, memoryMb = 384 } = limits;
	const worker = fork(sourceFile(entry), {
		// Not the flags of the parent: a test runner's loaders, an inspector
		execArgv: [`--max-old-space-size=${memoryMb}`],
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => worker.kill('SIGKILL'), timeMs);
		worker.once('message', (report: TaskReport) => {
			if ('answer' in report) resolve(report.answer);
			else if ('fault' in report) reject(report.fault);
			else reject(new Refusal(report.code, { status: report.status, params: report.params }));
		});
		worker.once('error', reject);
		// Without a report: its time or its memory ran out.
		worker.once('exit', () => {
			clearTimeout(timer);
			reject(new Refusal('excel_too_large'));
		});
		worker.send({ name, args });
	});
}

const WORKER = 'src/platform/excel/worker.ts';
