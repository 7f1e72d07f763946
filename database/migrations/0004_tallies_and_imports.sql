-- Published figures: folded from events up to one position, for every unit at every level of today's tree.
-- measure 'submitted' counts first submissions on their date; the others are the states, whose entries and
-- leavings fall on the date of the event, so that summed over days each says how many stand there now.
create table tally_by_unit (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	n bigint not null,
	benefit numeric not null, -- đồng
	primary key (programme_id, unit_id, measure)
);

create table tally_by_day (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	day date not null,
	n bigint not null,
	benefit numeric not null, -- đồng
	primary key (programme_id, unit_id, measure, day)
);

create table tally_by_class (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	phase_id int not null,
	group_id int not null,
	field_id int not null,
	n bigint not null,
	benefit numeric not null,
	primary key (programme_id, unit_id, measure, phase_id, group_id, field_id)
);

-- What one event adds to and takes from the tallies, at its leaf. A mended class moves what was counted.
create view event_deltas as
	select id as event_id, programme_id, unit_id, phase_id, group_id, field_id, local_date as day,
		to_state as measure, 1 as n, benefit from events
	union all
	select id, programme_id, unit_id, phase_id, from_group_id, from_field_id, local_date, from_state, -1, -from_benefit
		from events where from_state is not null
	union all
	select id, programme_id, unit_id, phase_id, group_id, field_id, local_date, 'submitted', 1, benefit
		from events where seq = 1 or (group_id, field_id, benefit) <> (from_group_id, from_field_id, from_benefit)
	union all
	select id, programme_id, unit_id, phase_id, from_group_id, from_field_id, local_date, 'submitted', -1, -from_benefit
		from events where (group_id, field_id, benefit) <> (from_group_id, from_field_id, from_benefit);

-- chain_digest(digest, seed) over (order by …): sha256 of the chain so far and the next digest, from a seed.
create function chain_step(chain bytea, digest bytea, seed bytea) returns bytea language sql immutable as $$
	select sha256(coalesce(chain, seed) || digest)
$$;
create aggregate chain_digest(bytea, bytea) (sfunc = chain_step, stype = bytea);

-- One row: what has a position, and what of it is folded. Both move in one transaction.
create table tally_state (
	singleton boolean primary key default true check (singleton),
	xid xid8 not null default '3', -- events of transactions below this have positions
	position bigint not null default 0,
	chain bytea not null default '',
	as_of timestamptz not null default 'epoch' -- when the last of them happened
);
insert into tally_state default values;

-- Officers' lists, from upload to result; every step can be left and come back to.
create table imports (
	id uuid primary key,
	account_id bigint not null references accounts,
	programme_id int not null references programmes,
	unit_id int not null references units, -- within which the list's units are sought
	file_name text not null,
	file bytea, -- the list without identity numbers, to read again and to give back; emptied after a while
	file_sha256 bytea not null, -- of the list as sent
	status text not null check (status in ('uploaded', 'checked', 'running', 'done', 'failed')),
	recognition jsonb not null default '{}', -- columns as found, with samples
	mapping jsonb not null default '{}', -- sheet, header rows, column → meaning
	identity_issues jsonb not null default '[]', -- found before the numbers were dropped
	choices jsonb not null default '{}', -- units, groups and fields by spelling; what stands for missing columns
	notes jsonb not null default '{}', -- what was announced: hidden rows, skipped totals
	counts jsonb, -- rows by outcome
	valid_only boolean not null default false, -- rows that are wrong stay out, instead of stopping all
	failure jsonb, -- code and params of why the last run wrote nothing
	progress int not null default 0,
	total int not null default 0,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index on imports (account_id, created_at desc);
create index on imports (updated_at) where status = 'running';

create table import_rows (
	import_id uuid not null references imports on delete cascade,
	row_number int not null, -- as the sheet shows it
	content jsonb not null, -- as if typed into the form, before choices
	unit_spelling text not null default '',
	group_spelling text not null default '',
	field_spelling text not null default '',
	issues jsonb not null default '[]', -- of its cells
	verdict jsonb not null default '[]', -- what the rules say once choices are made
	outcome text check (outcome in ('submitted', 'draft', 'present', 'refused')), -- planned; once done, what became of it
	initiative_id bigint references initiatives,
	draft_id uuid,
	primary key (import_id, row_number)
);

-- Each spelling of a unit is mapped to the tree once, below the unit where the officer works.
create table unit_spellings (
	scope_id int not null references units,
	spelling text not null, -- folded
	unit_id int not null references units,
	chosen_by bigint references accounts,
	chosen_at timestamptz not null,
	primary key (scope_id, spelling)
);
