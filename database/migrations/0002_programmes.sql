-- What differs from programme to programme is data. Names are {"vi": …, "en": …}.
create table programmes (
	id int generated always as identity primary key,
	code text not null unique check (code ~ '^[a-z0-9-]{1,40}$'),
	name jsonb not null,
	description jsonb not null,
	status text not null check (status in ('open', 'closed')),
	application daterange not null, -- the applied date must fall inside
	submission daterange not null, -- local dates on which submissions are taken
	required_fields text[] not null, -- what an initiative needs to enter review
	return_days int not null check (return_days > 0), -- days to come back after a return
	created_at timestamptz not null default now()
);

create table phases (
	id int generated always as identity primary key,
	programme_id int not null references programmes,
	code text not null,
	name jsonb not null,
	dates daterange not null,
	target int check (target > 0),
	unique (programme_id, code),
	exclude using gist (programme_id with =, dates with &&)
);

create table campaigns (
	id int generated always as identity primary key,
	phase_id int not null references phases,
	code text not null,
	name jsonb not null,
	dates daterange not null,
	unique (phase_id, code)
);

create table participant_groups (
	id int generated always as identity primary key,
	programme_id int not null references programmes,
	code text not null,
	name jsonb not null,
	position smallint not null,
	unique (programme_id, code)
);

create table fields (
	id int generated always as identity primary key,
	programme_id int not null references programmes,
	code text not null,
	name jsonb not null,
	position smallint not null,
	unique (programme_id, code)
);

create table reasons (
	programme_id int not null references programmes,
	code text not null,
	kind text not null check (kind in ('return', 'reject', 'revoke')),
	name jsonb not null,
	position smallint not null,
	primary key (programme_id, code)
);

-- How review climbs the tree: level 1 first, the last one has the last word.
create table review_levels (
	programme_id int not null references programmes,
	level smallint not null check (level >= 1),
	code text not null,
	name jsonb not null,
	action text not null check (action in ('confirm', 'review')),
	held_at text not null check (held_at in ('unit', 'superior', 'top', 'root')),
	primary key (programme_id, level)
);
