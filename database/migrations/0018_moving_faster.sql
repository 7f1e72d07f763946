-- Like unit_closure, past_closure follows from the dated tree and is verified against it. A merger of provinces writes
-- thousands of its rows while readers wait for nothing and the officer for the answer: no look-ups of both parents of each.
alter table past_closure drop constraint past_closure_node_id_fkey, drop constraint past_closure_unit_id_fkey;
-- Who joined at a unit itself goes over alone when the tree changes.
create index on registrations (programme_id, unit_id);
-- Rankings take all units of a kind, of which all but workplaces are few, and those of it that others took over.
create index on unit_today (kind);
create index on unit_today (kind) where ended_on is not null;
