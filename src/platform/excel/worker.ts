/** The entry of a worker thread: one task, one report, end. Started by `in-worker.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { refusalOf } from './spreadsheet.ts';
import { type TaskName, type TaskReport, tasks } from './task.ts';

const { name, args } = workerData as { name: TaskName; args: unknown[] };

parentPort!.postMessage(await report());

async function report(): Promise<TaskReport> {
	try {
		const task = tasks[name] as (...args: unknown[]) => Promise<unknown>;
		return { answer: await task(...args) };
	} catch (error) {
		const { code, status, params } = refusalOf(error);
		return { code, status, params };
	}
}
