import { addDays, localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { KEPT_DAYS, RUN_IMPORT } from '../../rules/import.ts';

/** A running import says how far it is more often than that; one that does not has lost its process. */
const SILENT_SECONDS = 20;

/**
 * Begins again what a crash interrupted, and forgets lists whose days are over: one that was entered keeps
 * what became of each row, one that was left lying goes whole.
 * @returns how many imports were begun again
 */
export async function tendImports(db: Db, now: Date): Promise<number> {
	const before = startOfLocalDate(addDays(localDate(now), -KEPT_DAYS));
	return db.transaction(async (tx) => {
		const lost = await tx.rows<{ id: string }>(sql`update imports set updated_at = now()
			where status = 'running' and updated_at < now() - make_interval(secs => ${SILENT_SECONDS}) returning id`);
		for (const { id } of lost) await enqueue(tx, RUN_IMPORT, { importId: id });
		await tx.rows(
			sql`delete from imports where status <> 'running' and status <> 'done' and updated_at < ${before}`,
		);
		const over = await tx.rows<{
			id: string;
		}>(sql`update imports set file = null, recognition = '{}', notes = '{}',
			identity_issues = '[]' where status = 'done' and file is not null and updated_at < ${before} returning id`);
		await tx.rows(sql`update import_rows set content = '{}', issues = '[]', verdict = '[]'
			where import_id = any(${over.map(({ id }) => id)}::uuid[])`);
		return lost.length;
	});
}
