import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { targetsOf } from '#features/targets/queries/targets.ts';
import { membersOf } from '#features/targets/queries/tree.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { unitsAtDepth } from '#features/units/queries/trees.ts';
import { rootUnit } from '#features/units/queries.ts';
import { addDays, type LocalDate, localDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Reader, recordset, sql, type Tx } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { snapshotRows } from '../queries/snapshots/rows.ts';
import type { SnapshotKind } from '../rules/snapshots.ts';

/** How far below the root units have rows of their own in a snapshot; those below are in `tally_by_day`. */
const DEPTH = 2;

export interface AskedSnapshot {
	programme: Programme;
	kind: SnapshotKind;
	/** The last local date that counts; it must be over. */
	upto: LocalDate;
	/** Null: by the calendar. */
	accountId: number | null;
	/** Needed for a correction. */
	why: string;
	/** The snapshot of the same kind and day that this one corrects. */
	correctsId: number | null;
}

/**
 * Freezes the figures of a programme at the end of a day, in the tree of that day. Answers the new snapshot's id.
 * Nothing may have been read in the transaction before.
 * @throws Refusal `snapshot_day_not_over`, `snapshot_exists` (409), `snapshot_corrected` (409) when another one
 * corrects it already, `snapshot_not_counted` (503) while events of those days wait to be counted
 */
export async function takeSnapshot(tx: Tx, asked: AskedSnapshot, now: Date): Promise<number> {
	const { programme, kind, upto, accountId, why, correctsId } = asked;
	if (upto >= localDate(now)) throw new Refusal('snapshot_day_not_over', { params: { day: upto } });
	if (correctsId !== null && why === '')
		throw new Refusal('invalid', { issues: [{ field: 'why', code: 'why_missing' }] });
	// One view of everything, so that the rows are those of one position while others go on folding. It begins with the
	// first reading; whoever froze figures before is waited for until then.
	await tx.rows(sql`set transaction isolation level repeatable read`);
	await tx.rows(sql`lock table snapshots in share row exclusive mode`);
	const state = await tx.first<{ position: number; waiting: boolean }>(sql`
		select position, stale or exists (select 1 from events e where e.xid >= s.xid and e.local_date <= ${upto}
			and not exists (select 1 from event_positions p where p.event_id = e.id)) as waiting
		from tally_state s`);
	if (state!.waiting) throw new Refusal('snapshot_not_counted', { status: 503 });
	await refuseTwice(tx, asked);

	const id = (await tx.first<{ id: number }>(
		sql`select nextval(pg_get_serial_sequence('snapshots', 'id')) as id`,
	))!.id;
	await writeRows(tx, id, programme, upto);
	await tx.rows(sql`
		with said as (
			select ${id}::bigint as id, ${programme.id}::int as programme_id, ${kind}::text as kind, ${upto}::date as upto,
				${state!.position}::bigint as position, ${now}::timestamptz as taken_at, ${accountId}::bigint as account_id,
				${why}::text as why, ${correctsId}::bigint as corrects_id, coalesce((select digest from snapshots
					where programme_id = ${programme.id} order by id desc limit 1), ''::bytea) as prev_digest
		)
		insert into snapshots (id, programme_id, kind, upto, position, taken_at, account_id, why, corrects_id, prev_digest,
			digest) overriding system value
		select s.*, snapshot_digest(jsonb_populate_record(null::snapshots, to_jsonb(s))) from said s`);
	return id;
}

/**
 * The same for a person: freezing published figures, and correcting them, is for managers at the root.
 * @throws Refusal `forbidden`, and as `takeSnapshot`
 */
export async function freezeFigures(
	tx: Tx,
	actor: Actor,
	asked: Omit<AskedSnapshot, 'accountId'>,
	now: Date,
): Promise<number> {
	if (!scopeOf(actor, 'freeze_figures').all) throw new Refusal('forbidden', { status: 403 });
	return takeSnapshot(tx, { ...asked, accountId: actor.accountId }, now);
}

async function refuseTwice(tx: Reader, { programme, kind, upto, correctsId }: AskedSnapshot): Promise<void> {
	const standing = await tx.first<{ id: number }>(sql`
		select s.id from snapshots s where s.programme_id = ${programme.id} and s.kind = ${kind} and s.upto = ${upto}
			and not exists (select 1 from snapshots c where c.corrects_id = s.id)`);
	if (correctsId === null && standing) throw new Refusal('snapshot_exists', { status: 409 });
	if (correctsId !== null && standing?.id !== correctsId)
		throw new Refusal('snapshot_corrected', { status: 409 });
}

async function writeRows(tx: Tx, id: number, programme: Programme, upto: LocalDate): Promise<void> {
	const root = (await rootUnit(tx))!;
	const units = [{ id: root.id, node: root.id }];
	for (let depth = 1; depth <= DEPTH; depth++)
		for (const unit of await unitsAtDepth(tx, root.id, depth, upto))
			units.push({ id: unit.id, node: unit.nodeId });
	const listed = sql`(select id as unit_id, node as node_id from ${recordset(units)} as u(id int, node int))`;
	await tx.rows(sql`insert into snapshot_rows (snapshot_id, unit_id, cut, key, n, benefit)
		select ${id}, r.* from (${snapshotRows(programme.id, upto, listed, root.id)}) r`);
	const ids = units.map((unit) => unit.id);
	const rows: { unit: number; cut: string; key: string; n: number }[] = [];
	for (const [unit, { members }] of await membersOf(tx, ids, upto))
		rows.push({ unit, cut: 'members', key: 'members', n: members });
	const asOf = new Date(startOfLocalDate(addDays(upto, 1)).getTime() - 1);
	for (const period of periodsOf(programme))
		for (const [unit, { inForce }] of await targetsOf(tx, programme.id, ids, {
			...period,
			asOf,
			latest: true,
		}))
			if (inForce)
				rows.push({
					unit,
					cut: 'target',
					key: `${period.code || 'whole'}:${inForce.kind}`,
					n: inForce.number,
				});
	await tx.rows(sql`insert into snapshot_rows (snapshot_id, unit_id, cut, key, n, benefit)
		select ${id}, unit, cut, key, n, 0 from ${recordset(rows)} as r(unit int, cut text, key text, n bigint)`);
}
