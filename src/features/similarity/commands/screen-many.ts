import { type Db, plannedAnew, type Reader, sql } from '#platform/db/db.ts';
import type { FoundPair } from '../rules/near.ts';
import { writePairs } from './results.ts';
import { keepVersion } from './screen.ts';

/** From so many on texts are screened in memory: loading them pays. */
const MANY = 5_000;

/** Whether so much is left to screen again, or waits of lists, that screening in memory pays. */
export async function manyToScreen(db: Reader): Promise<boolean> {
	const row = await db.first<{ many: boolean }>(sql`
		select (select screen_until - screened_to from similarity_versions where current) > ${MANY}
			or (select count(*) from (select 1 from similarity_waiting where priority > 0 limit ${MANY + 1}) w) > ${MANY}
			as many`);
	return row!.many;
}

/** Documents screened in memory, and what was found. */
export interface ScreenedBatch {
	docs: readonly number[];
	pairs: readonly FoundPair[];
	/** How far the whole corpus is screened again with these; null when they are some of those that wait. */
	to: number | null;
}

/**
 * Writes what was found of documents, as the screening through PostgreSQL does, and with it that they are screened:
 * who is killed loses at most a batch, and nothing is screened that another took from those that wait.
 * @returns the documents written; null when the version is no longer current, and the rest is of no use
 */
export function writeScreened(
	db: Db,
	version: number,
	{ docs, pairs, to }: ScreenedBatch,
	now: Date,
): Promise<readonly number[] | null> {
	return db.transaction(async (tx) => {
		if (!(await keepVersion(tx, version))) return null;
		let taken = docs;
		if (to === null) {
			const rows = await tx.rows<{ doc: number }>(
				plannedAnew(sql`delete from similarity_waiting where doc = any(${docs}::int[]) returning doc`),
			);
			taken = rows.map(({ doc }) => doc).sort((a, b) => a - b);
		} else {
			await tx.rows(sql`
				update similarity_versions set screened_to = greatest(screened_to, ${to}) where version = ${version}`);
		}
		const mine = new Set(taken);
		const found = pairs.filter(({ doc }) => mine.has(doc));
		if (taken.length > 0) await writePairs(tx, taken, found, version, now);
		return taken;
	});
}
