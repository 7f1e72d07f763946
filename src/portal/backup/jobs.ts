import { type Reader, recordset, sql, type Tx } from '#platform/db/db.ts';

/** A job that was waiting or under way: what it was asked to do, so that it is done after all. */
interface CarriedJob {
	task: string;
	payload: unknown;
	queue: string | null;
	runAt: string;
	maxAttempts: number;
	key: string | null;
	priority: number;
}

/** Jobs that are still to be done. graphile-worker keeps payloads in tables of its own (version pinned). */
export async function pendingJobs(db: Reader): Promise<CarriedJob[]> {
	const there = await db.first<{ there: boolean }>(
		sql`select to_regclass('graphile_worker._private_jobs') is not null as there`,
	);
	if (!there!.there) return [];
	return db.rows<CarriedJob>(sql`
		select t.identifier as task, j.payload, q.queue_name as queue, j.run_at::text as "runAt",
			j.max_attempts as "maxAttempts", j.key, j.priority
		from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
			left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
		where j.attempts < j.max_attempts order by j.id`);
}

/** Queues them again as part of the transaction. */
export async function queueAgain(tx: Tx, jobs: readonly CarriedJob[]): Promise<void> {
	await tx.rows(sql`
		select count(graphile_worker.add_job(j.task, payload := j.payload, queue_name := j.queue,
			run_at := j."runAt", max_attempts := j."maxAttempts", job_key := j.key, priority := j.priority))
		from ${recordset(jobs)} as j(task text, payload json, queue text, "runAt" timestamptz, "maxAttempts" int,
			key text, priority int)`);
}
