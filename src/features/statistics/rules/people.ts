import { type Sql, sql } from '#platform/db/db.ts';

/**
 * Distinct persons of every node by `what`, from `author_places`. Nearly everybody appears in one unit only, so those
 * are counted there and added up along the tree; the few of several units are counted once at each node around them.
 */
export const PEOPLE_BY_NODE: Sql = sql`
	with one as materialized (
		select programme_id, unit_id, count(*) filter (where submitted > 0) as authors,
			count(*) filter (where approved > 0) as approved_authors
		from author_places where not several group by 1, 2
	), at_node as (
		select o.programme_id, c.node_id as unit_id, sum(o.authors)::bigint as authors,
			sum(o.approved_authors)::bigint as approved_authors
		from one o join node_units c on c.unit_id = o.unit_id group by 1, 2
		union all
		select programme_id, node_id, count(*) filter (where submitted), count(*) filter (where approved) from (
			select a.programme_id, c.node_id, a.person, bool_or(a.submitted > 0) as submitted,
				bool_or(a.approved > 0) as approved
			from author_places a join node_units c on c.unit_id = a.unit_id where a.several group by 1, 2, 3) p group by 1, 2
	)
	select p.programme_id, p.unit_id, w.what, sum(w.n)::bigint as n
	from at_node p cross join lateral (values ('authors', p.authors), ('approved_authors', p.approved_authors)) w(what, n)
	where w.n > 0 group by 1, 2, 3`;

/** Accounts that joined, by node: each belongs to one unit in a programme, so these do add up. */
export const REGISTRANTS_BY_NODE = (which: Sql): Sql => sql`
	select r.programme_id, c.node_id as unit_id, count(*) as n
	from registrations r join node_units c on c.unit_id = r.unit_id where ${which} group by 1, 2`;
