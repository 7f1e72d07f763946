import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	run,
	runMigrations,
	type TaskList,
	type WorkerEvents,
	Logger as WorkerLogger,
} from 'graphile-worker';
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

/**
 * Runs jobs in this process until `stop`. A job that fails is tried again later, and the log says so. The queue
 * stops by itself when it cannot record what became of a job, as when the database is killed: then it starts
 * anew once the database is back, and such a job runs again.
 */
export async function runJobs(
	pool: pg.Pool,
	tasks: TaskList,
	log: Logger,
): Promise<{ stop(): Promise<void> }> {
	let stopping = false;
	let queue = await startQueue(pool, tasks, log);

	async function watch(): Promise<void> {
		while (!stopping) {
			await queue.ended.catch((error) => log.error({ err: error }, 'the job queue broke off'));
			while (!stopping) {
				try {
					await unlock(pool, queue.id);
					queue = await startQueue(pool, tasks, log);
					break;
				} catch (error) {
					log.error({ err: error }, 'the job queue does not start; trying again');
					await sleep(RESTART_MS);
				}
			}
		}
	}

	const watching = watch();
	return {
		async stop() {
			stopping = true;
			await queue.stop();
			await watching;
			// One that was just starting anew
			await queue.stop();
		},
	};
}

const RESTART_MS = 1_000;

/** One life of the queue. `id` stands on the jobs that it is working on. */
async function startQueue(pool: pg.Pool, tasks: TaskList, log: Logger) {
	const logger = new WorkerLogger(() => (level, message, meta) => {
		if (level === 'error' || level === 'warning') log.error({ meta }, message);
	});
	const events: WorkerEvents = new EventEmitter();
	let id = '';
	events.on('pool:create', ({ workerPool }) => {
		id = workerPool.id;
	});
	const runner = await run({
		pgPool: pool,
		taskList: tasks,
		concurrency: 2,
		noHandleSignals: true,
		pollInterval: 1000,
		logger,
		events,
		// Recorded at once, but by the queue rather than by its worker, whose failing to do so nobody awaits:
		// that would end the process.
		preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
	});
	return { id, ended: runner.promise, stop: () => runner.stop().catch(() => {}) };
}

/** Lets the jobs of a queue that broke off run again; by itself it would wait four hours for word of them. */
async function unlock(pool: pg.Pool, id: string): Promise<void> {
	await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[id]]);
}

/** Lets every job that was being worked on run again: for a process that knows that no other is alive. */
export async function unlockAll(pool: pg.Pool): Promise<void> {
	await pool.query(`select graphile_worker.force_unlock_workers(array(
		select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
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
