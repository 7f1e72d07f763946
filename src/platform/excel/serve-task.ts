import { parentPort, workerData } from 'node:worker_threads';
import { isRefusal, type Refusal } from '#platform/http/refusal.ts';
import type { TaskReport } from './task.ts';

type Task = (...args: never[]) => unknown;

/**
 * Does the one task that a worker thread was started for and reports it; a fault ends the thread and reaches
 * the caller as it is.
 * @param refusalOf makes a refusal of an error, where a library's errors are the file's fault
 */
export async function serveTask(
	tasks: Readonly<Record<string, Task>>,
	refusalOf: (error: unknown) => Refusal = refusalOrFault,
): Promise<void> {
	const { name, args } = workerData as { name: string; args: never[] };
	let report: TaskReport;
	try {
		report = { answer: await tasks[name]!(...args) };
	} catch (error) {
		const { code, status, params } = refusalOf(error);
		report = { code, status, params };
	}
	parentPort!.postMessage(report);
}

function refusalOrFault(error: unknown): Refusal {
	if (isRefusal(error)) return error;
	throw error;
}
