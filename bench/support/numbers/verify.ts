import { CHECK_NAMES, verify } from '#features/statistics/queries/verify.ts';
import { type Db, sql } from '#platform/db/db.ts';

/** Everything computed anew and compared, beside one statement that reads each event once. */
export async function timeVerify(db: Db): Promise<Record<string, string | number>[]> {
	const scan = performance.now();
	const read = await db.first<{ n: number }>(sql`select count(sha256(digest)) as n from events`);
	const scanned = performance.now() - scan;
	const began = performance.now();
	const { events, mismatches } = await db.snapshot((tx) => verify(tx));
	return [
		{
			what: `verify, ${CHECK_NAMES.length} checks`,
			events,
			seconds: (performance.now() - began) / 1000,
			mismatches: mismatches.length,
		},
		{ what: 'raw: one sha256 of each event', events: read!.n, seconds: scanned / 1000 },
	];
}
