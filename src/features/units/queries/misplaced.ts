import { type Reader, recordset, sql } from '#platform/db/db.ts';
import { type Misplaced, PLACES_THAT_ARE } from '../rules/places.ts';

/**
 * Units among some, and right below them, that stand from a local date on where none of their kind may. While the
 * unit above has ended nothing is said: what it left below stands below its successor, of whatever kind.
 */
export async function misplacedAmong(
	db: Reader,
	unitIds: readonly number[],
	from: string,
): Promise<Misplaced[]> {
	return db.rows<Misplaced>(sql`
		with stands as (
			select p.unit_id, p.parent_id, p.kind, p.valid from unit_periods p where p.unit_id = any(${unitIds}::int[])
			union select p.unit_id, p.parent_id, p.kind, p.valid from unit_periods p where p.parent_id = any(${unitIds}::int[])
		)
		select distinct u.code, s.kind, case when a.id is not null then jsonb_build_object('code', a.code, 'name', t.name) end as above
		from stands s join units u on u.id = s.unit_id left join units a on a.id = s.parent_id
			left join lateral (select q.name, q.kind, q.valid from unit_periods q where q.unit_id = s.parent_id) t on true
		where (s.parent_id is null or t.kind is not null)
			and coalesce(s.valid * t.valid, s.valid) && daterange(${from}::date, null)
			and not exists (select 1 from ${recordset(PLACES_THAT_ARE)} as may(kind text, above text)
				where may.kind = s.kind and may.above is not distinct from t.kind)
		order by u.code`);
}
