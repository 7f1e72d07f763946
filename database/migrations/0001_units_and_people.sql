-- The union tree. A unit is its stable code; everything else about it holds from–to.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table units (
	id int generated always as identity primary key,
	code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
	sample boolean not null default false, -- invented for the demonstration, never official
	successor_id int references units, -- main successor of a unit that has ended
	created_at timestamptz not null default now()
);

create table clusters (
	id int generated always as identity primary key,
	code text not null unique,
	name text not null,
	owner_id int not null references units, -- whose children are compared
	head_id int references units,
	sample boolean not null default false
);

create table unit_periods (
	unit_id int not null references units,
	valid daterange not null check (not isempty(valid)),
	parent_id int references units check (parent_id <> unit_id),
	name text not null check (name <> ''),
	short_name text,
	kind text not null,
	cluster_id int references clusters,
	province text, -- province code of that day: 63-list before 1/7/2025, 34-list since
	search text not null, -- folded name and code, abbreviations both ways
	exclude using gist (unit_id with =, valid with &&)
);
create index on unit_periods (parent_id);

create table unit_members (
	unit_id int not null references units,
	as_of date not null,
	members int not null check (members >= 0),
	source text not null,
	primary key (unit_id, as_of)
);

-- Derived from the above for today by refresh_unit_tree(): reads take these, writes never do.
create table unit_today (
	unit_id int primary key references units,
	parent_id int, -- for an ended unit its successor, so that what it left behind still has a place
	name text not null,
	short_name text,
	kind text not null,
	cluster_id int,
	province text,
	ended_on date,
	search text not null
);
create index on unit_today (parent_id);
create index on unit_today using gin (search gin_trgm_ops);

create table unit_closure (
	ancestor_id int not null,
	unit_id int not null,
	distance smallint not null,
	primary key (ancestor_id, unit_id)
);
create index on unit_closure (unit_id, distance) include (ancestor_id);

create table accounts (
	id bigint generated always as identity primary key,
	name text not null check (name <> ''),
	folded_name text not null, -- for finding with or without marks
	email text unique check (email = lower(email)),
	phone text unique check (phone ~ '^\+84\d{9,10}$'),
	password_hash text,
	locale text not null default 'vi' check (locale in ('vi', 'en')),
	disabled_at timestamptz,
	terms_accepted_at timestamptz,
	created_at timestamptz not null default now(),
	check (email is not null or phone is not null)
);

create table role_grants (
	account_id bigint not null references accounts,
	role text not null check (role in ('member', 'officer', 'reviewer', 'manager', 'administrator')),
	unit_id int not null references units,
	granted_by bigint references accounts,
	granted_at timestamptz not null default now(),
	primary key (account_id, role, unit_id)
);
create index on role_grants (unit_id, role);

create table sessions (
	token_hash bytea primary key, -- sha256 of the cookie: a read of this table signs nobody in
	account_id bigint not null references accounts,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	user_agent text
);
create index on sessions (account_id);

create table api_tokens (
	id bigint generated always as identity primary key,
	token_hash bytea not null unique,
	account_id bigint not null references accounts,
	name text not null,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	last_used_on date
);
create index on api_tokens (account_id);

create table password_resets (
	token_hash bytea primary key,
	account_id bigint not null references accounts,
	kind text not null check (kind in ('email', 'code')),
	issued_by bigint references accounts, -- the officer, for a one-time code
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz
);
create index on password_resets (account_id);

-- Attempts within a window, counted for all processes together (rate-limiter-flexible). Keys are digests.
create table rate_limits (
	key varchar(255) primary key,
	points int not null default 0,
	expire bigint
);
