import { type Checked, verifyWhole } from '#features/statistics/queries/verify.ts';
import { type Db, sql } from '#platform/db/db.ts';

/** Everything computed anew and compared, beside one statement that reads each event once. */
export async function timeVerify(db: Db): Promise<Record<string, string | number>[]> {
	const scan = performance.now();
	const read = await db.first<{ n: number }>(sql`select count(sha256(digest)) as n from events`);
	const scanned = performance.now() - scan;
	const made: Checked[] = [];
	const began = performance.now();
	const { events, mismatches, checks } = await verifyWhole(db, (done) => made.push(done));
	const seconds = (performance.now() - began) / 1000;
	return [
		{ what: `verify, ${checks.length} checks`, events, seconds, mismatches: mismatches.length },
		...made.filter((done) => done.seconds >= 1).map((done) => ({ what: named(done), seconds: done.seconds })),
		{ what: 'raw: one sha256 of each event', events: read!.n, seconds: scanned / 1000 },
	];
}

/** What was checked together, by the first of it: seconds of two connections that work side by side. */
const named = ({ checks: [first, ...more] }: Checked) =>
	`of it ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
