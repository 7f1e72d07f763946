import { type Reader, sql } from '#platform/db/db.ts';
import type { Counted } from '../rules/cubes.ts';

/** Which events the tallies count at this moment: of those below `xid` every one, of later ones the few with a position. */
export async function countedNow(db: Reader): Promise<Counted> {
	const row = await db.first<Counted>(sql`select s.xid::text as xid, array(
			select e.id from events e join event_positions p on p.event_id = e.id where e.xid >= s.xid) as placed
		from tally_state s`);
	return row!;
}
