import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import type { SnapshotCut, SnapshotKind } from '../../rules/snapshots.ts';

export interface Snapshot {
	id: number;
	programmeId: number;
	kind: SnapshotKind;
	upto: LocalDate;
	/** Events that were known by then: «as of event N». */
	position: number;
	takenAt: Date;
	/** Taken by the calendar, not because a person asked. */
	byCalendar: boolean;
	why: string;
	correctsId: number | null;
	/** The snapshot that corrects this one, if any. */
	correctedById: number | null;
	/** sha256, in hex. */
	digest: string;
	/** Of the whole country at the end of that day. */
	submitted: number;
	approved: number;
}

const SNAPSHOT = sql`s.id, s.programme_id as "programmeId", s.kind, s.upto, s.position, s.taken_at as "takenAt",
	s.account_id is null as "byCalendar", s.why, s.corrects_id as "correctsId", c.id as "correctedById",
	encode(s.digest, 'hex') as digest, ${ofRoot('submitted')} as submitted, ${ofRoot('approved')} as approved`;

const FROM = sql`snapshots s left join snapshots c on c.corrects_id = s.id`;

function ofRoot(measure: string) {
	return sql`coalesce((select r.n from snapshot_rows r join unit_today t on t.unit_id = r.unit_id and t.parent_id is null
		where r.snapshot_id = s.id and r.cut = 'state' and r.key = ${measure}), 0)`;
}

/** Snapshots of a programme, the latest day first; those that have been corrected among them. */
export async function snapshotsOf(
	db: Reader,
	programmeId: number,
	page: { limit: number; offset?: number; kind?: SnapshotKind } = { limit: 200 },
): Promise<Snapshot[]> {
	return db.rows<Snapshot>(sql`select ${SNAPSHOT} from ${FROM}
		where s.programme_id = ${programmeId} and (${page.kind ?? null}::text is null or s.kind = ${page.kind ?? null})
		order by s.upto desc, s.id desc limit ${page.limit} offset ${page.offset ?? 0}`);
}

/** @throws Refusal `not_found` */
export async function snapshotById(db: Reader, id: number): Promise<Snapshot> {
	const found = Number.isSafeInteger(id)
		? await db.first<Snapshot>(sql`select ${SNAPSHOT} from ${FROM} where s.id = ${id}`)
		: undefined;
	if (!found) throw notFound();
	return found;
}

export interface SnapshotRow {
	unitCode: string;
	unitName: string;
	cut: SnapshotCut;
	/** `measure` or `measure:code`; of targets `period:kind`. */
	key: string;
	n: number;
	/** đồng */
	benefit: string;
}

/**
 * The rows of a snapshot, the root first, then by code of unit; units by the name they had on its day.
 * @param unitIds of these units only; every row without it
 */
export async function rowsOfSnapshot(
	db: Reader,
	{ id, upto }: Pick<Snapshot, 'id' | 'upto'>,
	unitIds?: readonly number[],
): Promise<SnapshotRow[]> {
	return db.rows<SnapshotRow>(sql`
		select u.code as "unitCode", coalesce(p.name, t.name) as "unitName", r.cut, r.key, r.n, r.benefit::text as benefit
		from snapshot_rows r join units u on u.id = r.unit_id join unit_today t on t.unit_id = u.id
			left join unit_periods p on p.unit_id = u.id and p.valid @> ${upto}::date
		where r.snapshot_id = ${id} and (${unitIds ?? null}::int[] is null or r.unit_id = any(${unitIds ?? null}::int[]))
		order by t.parent_id is not null, u.code, r.cut, r.key`);
}

/** A row that two snapshots tell differently; null where one of them has none. */
export interface SnapshotChange {
	unitCode: string;
	unitName: string;
	cut: SnapshotCut;
	key: string;
	was: { n: number; benefit: string } | null;
	is: { n: number; benefit: string } | null;
}

/** What a snapshot says differently from the one it corrects. */
export async function changesAgainst(db: Reader, id: number, formerId: number): Promise<SnapshotChange[]> {
	return db.rows<SnapshotChange>(sql`
		select u.code as "unitCode", t.name as "unitName", x.cut, x.key, x.was, x.is from (
			select coalesce(n.unit_id, o.unit_id) as unit_id, coalesce(n.cut, o.cut) as cut, coalesce(n.key, o.key) as key,
				case when o.unit_id is not null then jsonb_build_object('n', o.n, 'benefit', o.benefit::text) end as was,
				case when n.unit_id is not null then jsonb_build_object('n', n.n, 'benefit', n.benefit::text) end as is
			from (select * from snapshot_rows where snapshot_id = ${id}) n
			full join (select * from snapshot_rows where snapshot_id = ${formerId}) o
				on (o.unit_id, o.cut, o.key) = (n.unit_id, n.cut, n.key)
			where (o.n, o.benefit) is distinct from (n.n, n.benefit)
		) x join units u on u.id = x.unit_id join unit_today t on t.unit_id = x.unit_id
		order by t.parent_id is not null, u.code, x.cut, x.key`);
}
