import { type Reader, sql } from '#platform/db/db.ts';

/** One event of an initiative, as its people may read it. */
export interface HistoryEntry {
	seq: number;
	/** `submitted`, `confirmed`, `returned` …: locales `initiatives.event_<kind>`. */
	kind: string;
	at: Date;
	/** The level that decided, or whose turn it was; null for a first submission. */
	level: number | null;
	/** The unit that decided, or whose turn it was. */
	unitName: string | null;
	/** The benefit as verified by this step, đồng; null for every other one. */
	verified: number | null;
	/** Code of the reason, for a return, rejection or revocation. */
	reason: string | null;
	/** As typed. */
	note: string;
	/** Taken by the author's side rather than by whoever holds the level. */
	byAuthor: boolean;
	/** The person; null for readers who see deciders by role and unit only. */
	actorName: string | null;
}

/** Everything that happened to an initiative, oldest first. Protected by its caller, who knows who reads. */
export async function loadHistory(
	db: Reader,
	initiativeId: number,
	options: { names: boolean },
): Promise<HistoryEntry[]> {
	return db.rows<HistoryEntry>(sql`
		select e.seq, e.kind, e.at, e.level, t.name as "unitName", e.reason,
			case e.kind when 'benefit_verified' then e.unit_verified when 'centrally_verified' then e.central_verified end
				as verified, coalesce(e.data->>'note', '') as note,
			e.kind in ('submitted', 'resubmitted', 'appealed', 'withdrawn') as "byAuthor",
			case when ${options.names} then a.name end as "actorName"
		from events e join accounts a on a.id = e.actor_id
		left join unit_today t on t.unit_id = (e.data->>'unit')::int
		where e.initiative_id = ${initiativeId} order by e.seq`);
}
