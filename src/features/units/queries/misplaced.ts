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
	// Thousands stand below a province, but in few places: those are looked at.
	return db.rows<Misplaced>(sql`
		with stands as materialized (
			select p.unit_id, p.parent_id, p.kind, p.valid from unit_periods p where p.unit_id = any(${unitIds}::int[])
			union all
			select p.unit_id, p.parent_id, p.kind, p.valid from unit_periods p where p.parent_id = any(${unitIds}::int[])
		), place as materialized (
			select distinct parent_id, kind, valid from stands where upper(valid) is null or upper(valid) > ${from}::date
		), wrong as materialized (
			select s.*, t.name from place s left join unit_periods t on t.unit_id = s.parent_id
			where (s.parent_id is null or t.kind is not null)
				and coalesce(s.valid * t.valid, s.valid) && daterange(${from}::date, null)
				and not exists (select 1 from ${recordset(PLACES_THAT_ARE)} as may(kind text, above text)
					where may.kind = s.kind and may.above is not distinct from t.kind)
		)
		select distinct u.code, w.kind, case when a.id is not null then jsonb_build_object('code', a.code, 'name', w.name) end as above
		from wrong w join stands s on s.kind = w.kind and s.valid = w.valid and s.parent_id is not distinct from w.parent_id
			join units u on u.id = s.unit_id left join units a on a.id = w.parent_id
		order by u.code`);
}

/** Units among some that end with no successor while others still stand below them, and how many. */
export async function leftBelow(
	db: Reader,
	unitIds: readonly number[],
): Promise<{ code: string; count: number }[]> {
	return db.rows(sql`
		select u.code, count(distinct p.unit_id)::int as count
		from units u cross join lateral (select upper(l.valid) as on_day from unit_periods l
				where l.unit_id = u.id order by lower(l.valid) desc limit 1) ended
			join unit_periods p on p.parent_id = u.id and p.valid && daterange(ended.on_day, null)
		where u.id = any(${unitIds}::int[]) and u.successor_id is null and ended.on_day is not null
		group by u.code order by u.code`);
}
