import { isRefusal, type Refusal } from '#platform/http/refusal.ts';
import type { TaskReport } from './task.ts';

type Task = (...args: never[]) => unknown;

/**
 * Does the one task that a worker process was started for, reports it, and lets the process end.
 * @param refusalOf makes a refusal of an error, where a library's errors are the file's fault
 */
export function serveTask(
	tasks: Readonly<Record<string, Task>>,
	refusalOf: (error: unknown) => Refusal = refusalOrFault,
): void {
	process.once('message', async ({ name, args }: { name: string; args: never[] }) => {
		process.send!(await reportOf(() => tasks[name]!(...args), refusalOf), () => process.disconnect());
	});
}

async function reportOf(task: () => unknown, refusalOf: (error: unknown) => Refusal): Promise<TaskReport> {
	try {
		return { answer: await task() };
	} catch (error) {
		try {
			const { code, status, params } = refusalOf(error);
			return { code, status, params };
		} catch (fault) {
			return { fault: fault as Error };
		}
	}
}

function refusalOrFault(error: unknown): Refusal {
	if (isRefusal(error)) return error;
	throw error;
}
