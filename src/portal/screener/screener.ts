import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sourceFile } from '#platform/process/source-file.ts';
import type { Portal } from '../portal.ts';

/** What the screener is told when it starts. */
export interface Assignment {
	databaseUrl: string;
	logLevel: string;
	/** That screen many texts at once. */
	threads: number;
}

const ENTRY = 'src/portal/screener/worker.ts';
/** After it died of something: soon enough, and not in a circle that takes a whole processor. */
const RESTART_MS = 1_000;
/** Asked to end, it finishes a transaction of some documents; what it leaves is taken up by the next one. */
const END_MS = 3_000;

/**
 * Keeps a process of its own running that screens: comparing texts would take the processor from the pages. It
 * ends with this one, and is started again when it dies.
 */
export function startScreener({ db, config, log }: Portal): { stop(): Promise<void> } {
	const assignment: Assignment = {
		databaseUrl: db.pool.options.connectionString!,
		logLevel: config.logLevel,
		threads: config.screeningThreads,
	};
	const stopping = new AbortController();
	let child: ChildProcess;
	const ended = keepRunning();

	async function keepRunning(): Promise<void> {
		while (!stopping.signal.aborted) {
			child = fork(sourceFile(ENTRY), {
				// Not the flags of the parent: a test runner's loaders, a profiler
				execArgv: [],
				stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			});
			const over = new Promise<string>((resolve) => {
				child.once('error', (error) => resolve(error.message));
				child.once('exit', (code, signal) => resolve(`${signal ?? code}`));
			});
			child.send(assignment, () => {});
			const why = await over;
			if (stopping.signal.aborted) return;
			log.error({ why }, 'the screener ended; starting it again');
			await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
		}
	}

	return {
		async stop() {
			stopping.abort();
			if (child.connected) child.disconnect();
			const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
			await ended;
			clearTimeout(late);
		},
	};
}
