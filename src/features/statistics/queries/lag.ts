import { type Reader, sql } from '#platform/db/db.ts';

/** How far the published figures stand behind the events. */
export interface Lag {
	/** The position that every tally stands at. */
	position: number;
	/** Events that no tally counts yet. */
	waiting: number;
	/** Seconds since the oldest of them happened; 0 when none waits. */
	seconds: number;
}

export async function foldingLag(db: Reader, now: Date): Promise<Lag> {
	const row = await db.first<{ position: number; waiting: number; oldest: Date | null }>(sql`
		select s.position, count(e.id) as waiting, min(e.at) as oldest
		from tally_state s left join events e on e.xid >= s.xid
			and not exists (select 1 from event_positions p where p.event_id = e.id)
		group by s.position`);
	const { position, waiting, oldest } = row!;
	return { position, waiting, seconds: oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0 };
}
