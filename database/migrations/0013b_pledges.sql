-- Pledges (giao ước thi đua): what the units of a cluster agree to reach in a year, and how they are scored against it.
create table pledges (
	id int generated always as identity primary key,
	cluster_id int not null references clusters,
	programme_id int not null references programmes, -- whose figures count
	year int not null check (year between 2000 and 2100),
	created_at timestamptz not null,
	unique (cluster_id, programme_id, year)
);

-- All that is done about a pledge, in order. What stands is what these come to (pledges/rules/state.ts); an undo is
-- an entry too.
create table pledge_entries (
	id bigint generated always as identity primary key,
	pledge_id int not null references pledges,
	kind text not null check (kind in ('draft', 'numbers', 'sign', 'self', 'head', 'close', 'publish', 'undo')),
	unit_id int references units, -- whose numbers, signature or score
	data jsonb not null,
	account_id bigint not null references accounts,
	at timestamptz not null,
	undoes_id bigint unique references pledge_entries,
	check ((kind = 'undo') = (undoes_id is not null)),
	check ((kind in ('numbers', 'sign', 'self', 'head')) = (unit_id is not null) or kind = 'undo')
);
create index on pledge_entries (pledge_id, id);

create function refuse_pledge_change() returns trigger language plpgsql as $$
begin
	raise exception 'entries of pledges are never changed: append another';
end $$;
create trigger pledge_entries_append_only before update or delete or truncate on pledge_entries
	for each statement execute function refuse_pledge_change();
