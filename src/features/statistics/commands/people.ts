import type { TreeMove } from '#features/units/commands/figured.ts';
import { recordset, type Sql, sql, type Tx } from '#platform/db/db.ts';
import { PEOPLE_BY_NODE, REGISTRANTS_BY_NODE } from '../rules/people.ts';

/** Who came into and went out of the initiatives of a unit with some steps: sums for each person and unit. */
const MOVED = (steps: Sql): Sql => sql`
	select programme_id, person, unit_id, sum(submitted)::int as submitted, sum(approved)::int as approved from (
		select s.programme_id, unnest(s.people) as person, s.unit_id, 1 as submitted,
			(s.to_state = 'approved')::int as approved from ${steps} s
		union all
		select s.programme_id, unnest(s.was_people), s.unit_id, -1, -(s.was_to_state = 'approved')::int
			from ${steps} s where s.was_to_state is not null
	) each group by 1, 2, 3 having sum(submitted) <> 0 or sum(approved) <> 0`;

/** Distinct persons by node of author places `a`: authors of anything submitted, and of what stands approved. */
const BY_NODE = (places: Sql): Sql => sql`
	select a.programme_id, c.node_id as unit_id, w.what, count(distinct a.person) as n
	from ${places} a join node_units c on c.unit_id = a.unit_id
		cross join lateral (values ('authors', a.submitted), ('approved_authors', a.approved)) w(what, initiatives)
	where w.initiatives > 0 group by 1, 2, 3`;

/**
 * Folds who authors are. A person counts once at every node, however many of its units
 * they appear in: what changes is counted for the persons concerned alone, before and after.
 */
export async function foldPeople(tx: Tx, steps: Sql): Promise<void> {
	await tx.rows(sql`
		with moved as materialized (${MOVED(steps)}),
		person as (select distinct programme_id, person from moved),
		old as materialized (select a.* from author_places a join person using (programme_id, person)),
		place as materialized (
			select *, count(*) over (partition by programme_id, person) > 1 as several from (
				select programme_id, person, unit_id, sum(submitted)::int as submitted, sum(approved)::int as approved
				from (select programme_id, person, unit_id, submitted, approved from old union all select * from moved) x
				group by 1, 2, 3) each
		), placed as (
			insert into author_places as t (programme_id, person, unit_id, submitted, approved, several)
			select place.* from place left join old using (programme_id, person, unit_id)
			where (place.submitted, place.approved, place.several) is distinct from (old.submitted, old.approved, old.several)
			order by 1, 2, 3
			on conflict (programme_id, person, unit_id) do update
				set submitted = excluded.submitted, approved = excluded.approved, several = excluded.several
		), change as (
			select programme_id, unit_id, what, sum(n) as n from (
				select * from (${BY_NODE(sql`place`)}) after
				union all select programme_id, unit_id, what, -n from (${BY_NODE(sql`old`)}) before
			) x group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
		)
		insert into tally_people as t select * from change
		on conflict (programme_id, unit_id, what) do update set n = t.n + excluded.n`);
}

/** Counts accounts that joined since. Each belongs to one unit in a programme, so these do add up. */
export async function foldRegistrations(tx: Tx): Promise<void> {
	await tx.rows(sql`
		with fresh as (update registrations set counted = true where not counted returning programme_id, unit_id)
		insert into tally_people as t
		select f.programme_id, c.node_id, 'registrants', count(*) from fresh f join node_units c on c.unit_id = f.unit_id
		group by 1, 2 order by 1, 2
		on conflict (programme_id, unit_id, what) do update set n = t.n + excluded.n`);
}

/** Computes anew who counts where, from initiatives as they stand (`WHOLE_STEP`) and from registrations. */
export async function rebuildPeople(tx: Tx, standing: Sql): Promise<void> {
	await tx.rows(sql`delete from author_places`);
	await tx.rows(sql`insert into author_places (programme_id, person, unit_id, submitted, approved, several)
		select *, count(*) over (partition by programme_id, person) > 1 from (
			select programme_id, unnest(people) as person, unit_id, count(*), count(*) filter (where to_state = 'approved')
			from ${standing} s group by 1, 2, 3) each
		order by 1, 2, 3`);
	await tx.rows(sql`update registrations set counted = true where not counted`);
	await tx.rows(sql`delete from tally_people`);
	await tx.rows(sql`insert into tally_people (programme_id, unit_id, what, n)
		select programme_id, unit_id, what, n from (${PEOPLE_BY_NODE}) p
		union all select programme_id, unit_id, 'registrants', n from (${REGISTRANTS_BY_NODE(sql`r.counted`)}) r`);
}

/**
 * Moves persons with sums of the tree, once nodes are written and new ones have their copies. Accounts belong to one unit
 * in a programme, and nearly all authors are of one unit, so those add up; authors of several are looked at one by one.
 * A node that is added up anew is counted anew.
 */
export async function movePeople(tx: Tx, sums: TreeMove['sums']): Promise<void> {
	const anew = new Set(sums.filter(({ unitIds }) => unitIds === null).map(({ nodeId }) => nodeId));
	await addPeople(tx, sums);
	await mendAuthorsOfSeveral(
		tx,
		sums.filter(({ nodeId }) => !anew.has(nodeId)),
	);
	await recountAuthors(tx, [...anew]);
}

/** Sums as if nobody were of several units. */
async function addPeople(tx: Tx, sums: TreeMove['sums']): Promise<void> {
	await tx.rows(sql`
		insert into tally_people as t (programme_id, unit_id, what, n)
		select p.id, m."nodeId", x.what, sum(m.sign * x.n)
		from ${recordset(sums.map(({ unitIds, ...sum }) => sum))} as m("nodeId" int, "unitId" int, whole boolean, sign int)
			cross join programmes p cross join lateral (
				select d.what, d.n from tally_people d
				where m.whole and d.programme_id = p.id and d.unit_id = m."unitId"
				union all
				select 'registrants', count(*) from registrations r
				where not m.whole and r.programme_id = p.id and r.unit_id = m."unitId" and r.counted
				union all
				select w.what, count(*) from author_places a
					cross join lateral (values ('authors', a.submitted), ('approved_authors', a.approved)) w(what, initiatives)
				where not m.whole and a.programme_id = p.id and a.unit_id = m."unitId" and w.initiatives > 0 group by 1
			) x
		group by 1, 2, 3 having sum(m.sign * x.n) <> 0
		on conflict (programme_id, unit_id, what) do update set n = t.n + excluded.n`);
}

/**
 * What `addPeople` took too often or too seldom: whether somebody is one of a node's authors, before and after, against
 * the sums that they are in.
 */
async function mendAuthorsOfSeveral(tx: Tx, sums: TreeMove['sums']): Promise<void> {
	const unitIds = [...new Set(sums.flatMap((sum) => sum.unitIds ?? []))];
	const places = await tx.rows<{ unitId: number }>(sql`select distinct unit_id as "unitId" from author_places
		where several and unit_id = any(${unitIds}::int[])`);
	if (places.length === 0) return;
	const having = new Set(places.map(({ unitId }) => unitId));
	const moves = sums.map((sum) => ({ ...sum, unitIds: sum.unitIds?.filter((id) => having.has(id)) }));
	await tx.rows(sql`
		with moved as materialized (
			select m."nodeId" as node_id, m."unitId" as sum_id, u.unit_id, m.sign
			from ${recordset(moves)} as m("nodeId" int, "unitId" int, sign int, "unitIds" int[])
				cross join unnest(m."unitIds") u(unit_id)
		), person as materialized (
			select distinct a.programme_id, m.node_id, a.person
			from moved m join author_places a on a.unit_id = m.unit_id and a.several
		), place as (
			select p.*, a.submitted, a.approved, m.sum_id, m.sign, m.unit_id is not null as moves,
				case when m.unit_id is not null then m.sign > 0
					else exists (select 1 from node_units c where c.node_id = p.node_id and c.unit_id = a.unit_id) end as stands
			from person p join author_places a using (programme_id, person)
				left join moved m on m.node_id = p.node_id and m.unit_id = a.unit_id
			-- Or where somebody stands would be looked up as often as it is named below.
			offset 0
		), change as (
			select programme_id, node_id, w.what, bool_or(stands)::int - bool_or(stands <> moves)::int
				- count(distinct sum_id) filter (where sign > 0) + count(distinct sum_id) filter (where sign < 0) as n
			from place cross join lateral (values ('authors', submitted), ('approved_authors', approved)) w(what, initiatives)
			where w.initiatives > 0 group by programme_id, node_id, person, w.what
		)
		insert into tally_people as t select programme_id, node_id, what, sum(n) from change
		group by 1, 2, 3 having sum(n) <> 0
		on conflict (programme_id, unit_id, what) do update set n = t.n + excluded.n`);
}

/** Counts authors of some nodes anew, from where each of them is one. */
async function recountAuthors(tx: Tx, nodeIds: readonly number[]): Promise<void> {
	await tx.rows(sql`delete from tally_people where programme_id in (select id from programmes)
		and unit_id = any(${nodeIds}::int[]) and what <> 'registrants'`);
	// A person stands in few rows of a node: first each once, which takes a third of the time of counting distinct.
	await tx.rows(sql`insert into tally_people
		select x.programme_id, x.node_id, w.what, w.n from (
			select programme_id, node_id, count(*) filter (where submitted > 0) as authors,
				count(*) filter (where approved > 0) as approved_authors
			from (select a.programme_id, c.node_id, a.person, max(a.submitted) as submitted, max(a.approved) as approved
				from author_places a join node_units c on c.node_id = any(${nodeIds}::int[]) and c.unit_id = a.unit_id
				group by 1, 2, 3) person group by 1, 2) x
			cross join lateral (values ('authors', x.authors), ('approved_authors', x.approved_authors)) w(what, n)
		where w.n > 0`);
}
