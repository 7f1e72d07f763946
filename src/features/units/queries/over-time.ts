import { raw, type Sql, sql } from '#platform/db/db.ts';

/**
 * Where units of a condition on `p.unit_id` stood, day by day up to `today` and from then on as on that day: rows
 * of `unit_id, parent_id, valid`. While a unit has ended it stands below its successor, else its last parent.
 */
export const edgesOf = (units: Sql, today: Sql): Sql => sql`
	select p.unit_id, e.parent_id, e.valid
	from (select p.unit_id, p.parent_id, u.successor_id, lower(p.valid) as since,
			case when upper(p.valid) <= ${today} then upper(p.valid) end as until,
			lead(lower(p.valid)) over (partition by p.unit_id order by lower(p.valid)) as next
		from unit_periods p join units u on u.id = p.unit_id
		where lower(p.valid) <= ${today} and ${units}) p
	cross join lateral (values
		(p.parent_id, daterange(p.since, coalesce(p.until, p.next))),
		(coalesce(p.successor_id, p.parent_id),
			case when p.until is not null and p.until is distinct from p.next then daterange(p.until, p.next) end)
	) e(parent_id, valid)
	where e.valid is not null`;

/** Further up than any tree reaches: units that stand below themselves come this far. */
export const TOO_FAR = 40;

/**
 * Which units stood below which, and when: for units of a condition on `b.unit_id`, every unit above with the days as
 * a multirange, and the distance on `today` if it stands above on that day. A unit stands below itself from its first day.
 * @param edges name of what `edgesOf` gives, for these units and all above them; `born` of their first days
 */
export const pairsOf = (edges: string, born: string, units: Sql, today: Sql): Sql => sql`
	with recursive up(ancestor_id, unit_id, valid, distance) as (
		select b.unit_id, b.unit_id, daterange(b.born, null), 0 from ${raw(born)} b where ${units}
		union all
		select e.parent_id, up.unit_id, up.valid * e.valid * daterange(b.born, null), up.distance + 1
		from up join ${raw(edges)} e on e.unit_id = up.ancestor_id and e.valid && up.valid
			join ${raw(born)} b on b.unit_id = e.parent_id and daterange(b.born, null) && (up.valid * e.valid)
		where up.distance < ${TOO_FAR}
	)
	select ancestor_id, unit_id, range_agg(valid) as valid, min(distance) filter (where valid @> ${today}) as distance,
		max(distance) as furthest
	from up group by ancestor_id, unit_id`;

/**
 * The days of which a unit's nodes tell, for units of a condition on `a.id`: past ones, and today's to the end.
 * What is in a node is what stood below on its last day, `ref`: whoever came into being meanwhile is counted with it.
 */
export const segmentsOf = (units: Sql, today: Sql): Sql => sql`
	select n.id as node_id, n.unit_id as ancestor_id, n.valid, upper(n.valid) - 1 as ref
	from units a join past_nodes n on n.unit_id = a.id where ${units}
	union all
	select a.id, a.id, daterange(past.upto, null), ${today}
	from units a left join (select unit_id, max(upper(valid)) as upto from past_nodes group by unit_id) past
		on past.unit_id = a.id where ${units}`;

/**
 * Days inside a segment on which a unit came from elsewhere or went: the node would have to be two. Coming into
 * being is no such day, for there is no elsewhere that counted it before.
 */
export const cutsOf = (pairs: string, segments: string, born: string, today: Sql): Sql => sql`
	with turn as materialized (
		select n.ancestor_id, n.unit_id, d.day
		from ${raw(pairs)} n join ${raw(born)} b on b.unit_id = n.unit_id join ${raw(born)} a on a.unit_id = n.ancestor_id
			cross join lateral unnest(n.valid) r cross join lateral (values (lower(r)), (upper(r))) d(day)
		-- Most have stood there ever since both were: asked first, for taking ranges apart costs more.
		where n.valid <> datemultirange(daterange(greatest(b.born, a.born), null))
			and d.day > b.born and d.day > a.born and d.day <= ${today}
	)
	select distinct t.ancestor_id, t.unit_id, t.day from turn t
		join ${raw(segments)} s on s.ancestor_id = t.ancestor_id and s.valid @> t.day and s.valid @> (t.day - 1)`;

/** Which units each node has to hold. */
export const wantedIn = (pairs: string, segments: string): Sql => sql`
	select s.node_id, n.unit_id from ${raw(segments)} s join ${raw(pairs)} n
		on n.ancestor_id = s.ancestor_id and n.valid @> s.ref`;

/** Units of a condition on `p.unit_id` as `unit_today` has to have them. */
export const todayOf = (units: Sql, today: Sql): Sql => sql`
	select distinct on (p.unit_id) p.unit_id,
		case when upper(p.valid) <= ${today} then coalesce(u.successor_id, p.parent_id) else p.parent_id end as parent_id,
		p.name, p.short_name, p.kind, p.cluster_id, p.province,
		case when upper(p.valid) <= ${today} then upper(p.valid) end as ended_on, p.search
	from unit_periods p join units u on u.id = p.unit_id
	where lower(p.valid) <= ${today} and ${units} order by p.unit_id, lower(p.valid) desc`;
