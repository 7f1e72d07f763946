import { type Sql, sql } from '#platform/db/db.ts';

/** Snapshots that no other one corrects: they must still follow from the events. */
const STANDING = sql`(select s.* from snapshots s where not exists (select 1 from snapshots c where c.corrects_id = s.id))`;

/**
 * What is checked of snapshots. The digest of each covers every row; that of the country and its top-level units is
 * computed anew from their days, so that a tree or an event that changed afterwards shows as well.
 */
export const SNAPSHOT_CHECKS: Record<string, Sql> = {
	snapshot_digest: sql`select jsonb_build_object('snapshot_id', s.id) as detail from snapshots s
		where s.digest <> snapshot_digest(s)`,
	snapshot_chain: sql`select jsonb_build_object('snapshot_id', id) as detail
		from (select id, prev_digest, lag(digest) over (partition by programme_id order by id) as before from snapshots) s
		where prev_digest <> coalesce(before, ''::bytea)`,
	// Dropped with nothing after it, the last one leaves its rows behind; the digest names units by code, so rows of none
	// are not in it.
	snapshot_rows_alone: sql`select distinct jsonb_build_object('snapshot_id', r.snapshot_id, 'unit_id', r.unit_id) as detail
		from snapshot_rows r where not exists (select 1 from snapshots s where s.id = r.snapshot_id)
			or not exists (select 1 from units u where u.id = r.unit_id)`,
	snapshot_states: sql`
		with standing as (select id, programme_id, upto from ${STANDING} s),
		top as (
			select s.id, s.programme_id, s.upto, p.unit_id, coalesce(n.id, p.unit_id) as node_id
			from standing s join unit_periods p on p.valid @> s.upto
				left join past_nodes n on n.unit_id = p.unit_id and n.valid @> s.upto
			where p.parent_id is null or p.parent_id = (select unit_id from unit_today where parent_id is null)
		), expected as (
			select t.id, t.unit_id, d.measure as key, sum(d.n)::bigint as n, sum(d.benefit) as benefit
			from top t join tally_by_day d on d.programme_id = t.programme_id and d.unit_id = t.node_id and d.day <= t.upto
			group by 1, 2, 3 having sum(d.n) <> 0 or sum(d.benefit) <> 0
		), held as (
			select r.snapshot_id as id, r.unit_id, r.key, r.n, r.benefit
			from snapshot_rows r join top t on t.id = r.snapshot_id and t.unit_id = r.unit_id where r.cut = 'state'
		)
		select to_jsonb(x) as detail from (
			select 'expected' as side, * from (select * from expected except select * from held) missing
			union all select 'held', * from (select * from held except select * from expected) extra
		) x limit 100`,
	snapshot_cuts: sql`
		select jsonb_build_object('snapshot_id', c.snapshot_id, 'cut', c.cut, 'measure', c.measure) as detail from (
			select snapshot_id, unit_id, cut, split_part(key, ':', 1) as measure, sum(n) as n from snapshot_rows
			where cut in ('phase', 'group', 'field', 'kind', 'authors')
				or cut = 'benefit' and split_part(key, ':', 2) = 'declared' group by 1, 2, 3, 4
		) c left join snapshot_rows s on s.snapshot_id = c.snapshot_id and s.unit_id = c.unit_id and s.cut = 'state'
			and s.key = c.measure
		where c.n <> coalesce(s.n, 0) limit 100`,
};
