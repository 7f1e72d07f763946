-- Nearly everybody is an author of one unit only and goes over with its numbers when the tree changes. Whoever is one of
-- several units in the same programme is looked at alone.
alter table author_places add column several boolean not null default false;
update author_places a set several = true where exists (select 1 from author_places other
	where other.programme_id = a.programme_id and other.person = a.person and other.unit_id <> a.unit_id);
create index on author_places (unit_id) where several;
analyze author_places;

-- Timelines are read by unit, thousands at once when provinces become one.
create index on unit_periods (unit_id, lower(valid));
