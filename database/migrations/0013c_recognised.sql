-- People whose solution was recognised at their workplace, as the unit lists them, so that it can be seen who has not
-- posted it yet and who helps them. Personal data: read by those who reach the unit, and never public.
create table recognised (
	id bigint generated always as identity primary key,
	programme_id int not null references programmes,
	unit_id int not null references units,
	name text not null check (name <> ''),
	folded_name text not null,
	title text not null check (title <> ''),
	folded_title text not null,
	group_id int references participant_groups,
	decision_number text not null,
	decided_on date,
	assigned_to bigint references accounts, -- the officer who helps
	draft_id uuid references drafts on delete set null, -- begun for them from this list
	initiative_id bigint references initiatives, -- a person said that it is this one
	added_by bigint not null references accounts,
	added_at timestamptz not null,
	removed_at timestamptz -- taken off the list; adding it again, or undo, brings it back
);
create unique index recognised_once on recognised (programme_id, unit_id, folded_name, folded_title)
	where removed_at is null;
create unique index recognised_initiative on recognised (initiative_id) where removed_at is null;
create index on recognised (unit_id);
