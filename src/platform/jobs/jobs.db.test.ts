import { beforeAll, expect, test } from 'vitest';
import { type Db, openDb } from '#platform/db/db.ts';
import { createLogger } from '#platform/log/log.ts';
import { testDatabase } from '#testing/database.ts';
import { enqueue, migrateJobs, runJobs, unlockAll } from './jobs.ts';

let db: Db;
const log = createLogger('silent');

beforeAll(async () => {
	db = openDb((await testDatabase()).url);
	await migrateJobs(db.pool);
	return () => db.close();
});

/** Runs the queue until `count` payloads have come. */
async function runUntil(count: number): Promise<unknown[]> {
	const came: unknown[] = [];
	let enough: () => void;
	const done = new Promise<void>((resolve) => {
		enough = resolve;
	});
	const task = async (payload: unknown) => {
		came.push(payload);
		if (came.length === count) enough();
	};
	const runner = await runJobs(db.pool, { thu: task }, log);
	await done;
	await runner.stop();
	return came;
}

test('a job runs if and only if the transaction that enqueued it commits', async () => {
	await db.transaction((tx) => enqueue(tx, 'thu', { n: 1 }));
	await db
		.transaction(async (tx) => {
			await enqueue(tx, 'thu', { n: 2 });
			throw new Error('undone');
		})
		.catch(() => {});
	await db.transaction((tx) => enqueue(tx, 'thu', { n: 3 }));
	expect(await runUntil(2)).toEqual(expect.arrayContaining([{ n: 1 }, { n: 3 }]));
});

test('a job that a killed process was working on runs again once its locks are taken off', async () => {
	await db.transaction((tx) => enqueue(tx, 'thu', { n: 4 }));
	await db.pool.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'đã chết'`);
	await unlockAll(db.pool);
	expect(await runUntil(1)).toEqual([{ n: 4 }]);
});
