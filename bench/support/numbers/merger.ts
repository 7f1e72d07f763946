import { verify } from '#features/statistics/queries/verify.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { decideIn, previewChange } from '#portal/tree.ts';
import { decidesOn, mergerOf } from '../merge.ts';

/** Lạng Sơn goes to Thái Nguyên; two provinces in the middle of today's 34; two large ones; the two largest of all. */
const MERGERS = [
	['LDLD-20', 'LDLD-19'],
	['LDLD-72', 'LDLD-40'],
	['LDLD-31', 'LDLD-38'],
	['LDLD-01', 'LDLD-79'],
] as const;

const TURNS = ['after a start', 'again'] as const;

class Undo extends Error {}

/**
 * Mergers of two provinces with all that an officer waits for, each in a transaction that is rolled back: checks, tree,
 * figures in both trees, roles, the record. Twice, since the first after a start of PostgreSQL reads everything from
 * files. Then each once more as it is previewed.
 */
export async function timeMergers(db: Db, check: boolean): Promise<Record<string, string | number>[]> {
	const today = localDate(new Date());
	const by = decidesOn(today);
	const rows: Record<string, string | number>[] = [];
	for (const turn of TURNS)
		for (const [code, into] of MERGERS) {
			const units = await db.first<{ n: number }>(sql`select count(*) as n from unit_closure c
				join units u on u.id = c.ancestor_id where u.code = any(${[code, into]}::text[])`);
			await db
				.transaction(async (tx) => {
					const began = performance.now();
					await decideIn(tx, mergerOf(code, into, today), by);
					const ms = performance.now() - began;
					const mismatches = check ? (await verify(tx)).mismatches.length : 'not checked';
					rows.push({ what: `${code} into ${into}, ${turn}`, units: units!.n, ms, mismatches });
					throw new Undo();
				})
				.catch((error) => {
					if (!(error instanceof Undo)) throw error;
				});
		}
	for (const [code, into] of MERGERS) {
		const began = performance.now();
		await previewChange(db, mergerOf(code, into, today), by);
		const ms = performance.now() - began;
		rows.push({ what: `${code} into ${into}, preview`, units: '', ms, mismatches: '' });
	}
	return rows;
}
