import { type Runner, run, runMigrations, type TaskList, Logger as WorkerLogger } from 'graphile-worker';
import type pg from 'pg';
import { sql, type Tx } from '#platform/db/db.ts';
import type { Logger } from '#platform/log/log.ts';

/** Puts a job in the queue as part of the transaction: it runs if and only if that commits. */
export async function enqueue(
	tx: Tx,
	task: string,
	payload: object,
	options: { queue?: string } = {},
): Promise<void> {
	await tx.rows(sql`select graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json,
		queue_name := ${options.queue ?? null}, max_attempts := 12)`);
}

/** Brings the queue's own tables up to date. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
	await runMigrations({ pgPool: pool, logger: new WorkerLogger(() => () => {}) });
}

/** Runs jobs in this process until `stop`. A job that fails is tried again later, and the log says so. */
export async function runJobs(pool: pg.Pool, tasks: TaskList, log: Logger): Promise<Pick<Runner, 'stop'>> {
	const logger = new WorkerLogger(() => (level, message, meta) => {
		if (level === 'error' || level === 'warning') log.error({ meta }, message);
	});
	return run({
		pgPool: pool,
		taskList: tasks,
		concurrency: 2,
		noHandleSignals: true,
		pollInterval: 1000,
		logger,
	});
}

/**
 * Calls `work` again and again, `intervalMs` after it last ended; at once while it answers true (more to do).
 * An error is logged and the next turn tries again.
 */
export function every(intervalMs: number, name: string, work: () => Promise<boolean>, log: Logger) {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let turn: Promise<void> = Promise.resolve();
	const next = (delay: number) => {
		timer = setTimeout(() => {
			turn = work().then(
				(more) => void (stopped || next(more ? 0 : intervalMs)),
				(error) => {
					if (stopped) return;
					log.error({ err: error }, `${name} failed`);
					next(Math.max(intervalMs, 1000));
				},
			);
		}, delay);
	};
	next(0);
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await turn;
		},
	};
}
