import { verify } from '#features/statistics/queries/verify.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { mergeUnits } from '../merge.ts';

/** Lạng Sơn goes to Thái Nguyên; then two large ones of today. Each is taken back. */
const MERGERS = [
	['LDLD-20', 'LDLD-19'],
	['LDLD-31', 'LDLD-38'],
] as const;

const TURNS = ['after a start', 'again'] as const;

class Undo extends Error {}

/**
 * Mergers of two provinces with all their figures, each in a transaction that is rolled back; twice, since the first
 * after a start of PostgreSQL reads everything from files.
 */
export async function timeMergers(db: Db, check: boolean): Promise<Record<string, string | number>[]> {
	const rows: Record<string, string | number>[] = [];
	const today = localDate(new Date());
	for (const [turn, [code, into]] of TURNS.flatMap((turn) =>
		MERGERS.map((merger) => [turn, merger] as const),
	)) {
		const units = await db.first<{ n: number }>(sql`select count(*) as n from unit_closure c
			join units u on u.id = c.ancestor_id where u.code = any(${[code, into]}::text[])`);
		await db
			.transaction(async (tx) => {
				const began = performance.now();
				const { tree, move } = await mergeUnits(tx, code, into, today, today);
				const ms = performance.now() - began;
				const wrong = check ? (await verify(tx)).mismatches.length : 'not checked';
				rows.push({
					what: `${code} into ${into}, ${turn}`,
					units: units!.n,
					ms,
					'tree ms': tree,
					'figures ms': move,
					mismatches: wrong,
				});
				throw new Undo();
			})
			.catch((error) => {
				if (!(error instanceof Undo)) throw error;
			});
	}
	return rows;
}
