import { listProgrammes } from '#features/programmes/queries.ts';
import { addDays, type LocalDate, localDate } from '#platform/clock/clock.ts';
import { type Db, type Reader, sql } from '#platform/db/db.ts';
import { type DueSnapshot, type SnapshotKind, snapshotsDue } from '../rules/snapshots.ts';
import { takeSnapshot } from './snapshots.ts';

/** A day is frozen so long after its end: what was begun in it is over by then. */
const GRACE_MS = 3 * 3600_000;
/**
 * What ended longer ago was published elsewhere, if at all, and counting back so far takes minutes: nothing is gained by
 * freezing it now. Managers still can.
 */
const WEEKS_BACK_DAYS = 45;
const OTHERS_BACK_DAYS = 400;

/**
 * Takes the next snapshot that the calendar of a programme asks for and that is not there; answers what it took,
 * null when none is due. Programmes in which nothing has happened yet have none.
 */
export async function takeDueSnapshot(db: Db, now: Date): Promise<(DueSnapshot & { id: number }) | null> {
	const yesterday = addDays(localDate(new Date(now.getTime() - GRACE_MS)), -1);
	// A reader of its own: a job leaves what pages keep of the programmes alone.
	for (const programme of await listProgrammes({ rows: db.rows, first: db.first })) {
		const days = await daysOfChange(db, programme.id);
		if (!days) continue;
		const taken = await db.rows<{ key: string }>(sql`
			select kind || ' ' || upto as key from snapshots where programme_id = ${programme.id} and corrects_id is null`);
		const known = new Set(taken.map(({ key }) => key));
		const since = (kind: SnapshotKind) =>
			later(days.first, addDays(yesterday, kind === 'weekly' ? -WEEKS_BACK_DAYS : -OTHERS_BACK_DAYS));
		const due = snapshotsDue(programme, yesterday, days.last).find(
			({ kind, upto }) => upto >= since(kind) && !known.has(`${kind} ${upto}`),
		);
		if (!due) continue;
		const asked = { ...due, programme, accountId: null, why: '', correctsId: null };
		return { ...due, id: await db.transaction((tx) => takeSnapshot(tx, asked, now)) };
	}
	return null;
}

const later = (a: LocalDate, b: LocalDate) => (a > b ? a : b);

/** The first and last local date on which something was counted in a programme; null when nothing was. */
async function daysOfChange(
	db: Reader,
	programmeId: number,
): Promise<{ first: LocalDate; last: LocalDate } | null> {
	const row = await db.first<{ first: LocalDate | null; last: LocalDate | null }>(sql`
		select min(day) as first, max(day) as last from tally_by_day
		where programme_id = ${programmeId} and unit_id = (select unit_id from unit_today where parent_id is null)`);
	return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
