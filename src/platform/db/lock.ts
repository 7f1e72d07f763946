import type { Db } from './db.ts';

/**
 * Does what one process may do at a time, whichever it is; answers false, and does nothing, where another is at it.
 * @param lock a number that nothing else uses
 */
export async function alone(db: Db, lock: number, doing: () => Promise<void>): Promise<boolean> {
	const holder = await db.pool.connect();
	let broken: Error | undefined;
	try {
		const { rows } = await holder.query('select pg_try_advisory_lock($1) as mine', [lock]);
		if (!rows[0].mine) return false;
		try {
			await doing();
		} finally {
			await holder.query('select pg_advisory_unlock($1)', [lock]).catch((error) => {
				broken = error;
			});
		}
		return true;
	} finally {
		// Closing a broken connection gives the lock back as well.
		holder.release(broken);
	}
}
