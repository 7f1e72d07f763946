-- Terms of office (nhiệm kỳ), over which programmes are added up. A programme belongs to the term in which its
-- submissions open.
create table terms (
	id int generated always as identity primary key,
	code text not null unique check (code ~ '^[0-9a-z-]{1,40}$'),
	name jsonb not null, -- by language
	note jsonb not null, -- what is known and what is assumed, by language
	dates daterange not null check (not isempty(dates)),
	exclude using gist (dates with &&)
);

-- What was printed of a term or of one of its programmes, by whom. Never counted, never added to what is counted.
create table stated_totals (
	term_id int not null references terms,
	programme_id int references programmes, -- null: the whole term
	unit_id int not null references units,
	what text not null check (what in ('initiatives', 'submitted', 'approved', 'benefit', 'awards')),
	n numeric not null check (n >= 0), -- benefit in đồng
	over boolean not null default false, -- printed as «over» this number
	source jsonb not null, -- by name, by language
	unique nulls not distinct (term_id, programme_id, unit_id, what)
);
