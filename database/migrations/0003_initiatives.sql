-- An initiative exists from its first submission; before that it is a draft, and counts nowhere.
create table initiatives (
	id bigint generated always as identity (start with 100001) primary key, -- shown as SK-100001
	programme_id int not null references programmes,
	unit_id int not null references units, -- the leaf it stays with for ever
	phase_id int not null references phases, -- of the day it was first submitted
	group_id int references participant_groups,
	field_id int references fields,
	state text not null check (state in ('in_review', 'returned', 'approved', 'rejected', 'withdrawn', 'revoked')),
	level smallint, -- whose turn it is while in review; one past the last level is an appeal
	review_unit_id int references units, -- the unit whose turn it is
	seq int not null default 1, -- number of its last event: the version that decisions name
	appealed boolean not null default false,
	title text not null,
	problem text not null,
	solution text not null,
	result text not null,
	benefit bigint check (benefit between 0 and 100000000000000), -- đồng, as declared
	benefit_text text not null default '', -- as the author wrote it
	social_benefit text not null default '',
	applied_on date,
	recognised_by text not null,
	recognition_number text not null,
	recognised_on date,
	confidential boolean not null default false,
	kind text not null check (kind in ('self', 'proxy', 'import')),
	consent text not null default '', -- how the authors agreed to a proxy submission
	created_by bigint not null references accounts,
	submission_key text not null, -- the same key twice makes one initiative
	content_key bytea not null, -- sha256 of programme, unit, folded author, folded title, applied date
	submitted_at timestamptz not null,
	submitted_on date not null,
	state_at timestamptz not null,
	state_on date not null,
	search text not null, -- folded title, for finding with or without marks
	check ((state = 'in_review') = (level is not null) and (level is null) = (review_unit_id is null)),
	unique (created_by, submission_key)
);
create unique index initiatives_content_key on initiatives (content_key) where state <> 'withdrawn';
create index initiatives_queue on initiatives (review_unit_id, submitted_at) where state = 'in_review';
-- Who reviews a whole country walks what waits in order of age; who reviews a few units takes the one above.
create index initiatives_waiting on initiatives (submitted_at, id) where state = 'in_review';
create index initiatives_unit on initiatives (unit_id, submitted_on desc, id desc);
create index initiatives_programme on initiatives (programme_id, submitted_on desc, id desc);
create index initiatives_state on initiatives (programme_id, state, state_on desc, id desc);
create index initiatives_search on initiatives using gin (to_tsvector('simple', search)) where state = 'approved';
create index initiatives_created_by on initiatives (created_by, id desc);

create table initiative_authors (
	initiative_id bigint not null references initiatives,
	position smallint not null,
	name text not null,
	folded_name text not null,
	share int not null check (share between 1 and 10000), -- basis points; those of one initiative sum to 10000
	account_id bigint references accounts,
	name_public boolean not null default false, -- consent to show the name
	consent_at timestamptz,
	consent_by bigint references accounts,
	primary key (initiative_id, position)
);
create index on initiative_authors (account_id) where account_id is not null;

create table drafts (
	id uuid primary key,
	account_id bigint not null references accounts,
	programme_id int not null references programmes,
	unit_id int references units,
	initiative_id bigint references initiatives, -- set while a returned initiative is being mended
	import_id uuid,
	kind text not null check (kind in ('self', 'proxy', 'import')),
	content jsonb not null, -- as typed, whole or not
	content_key bytea, -- of an imported row, so that the same list twice makes one draft
	version int not null default 1,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	deleted_at timestamptz -- it stays for a while, so that deleting can be undone; lists and counts leave it out
);
create index on drafts (account_id, updated_at desc);
create index on drafts (unit_id);
create unique index drafts_content_key on drafts (content_key) where content_key is not null;

create table files (
	id uuid primary key,
	draft_id uuid references drafts on delete set null,
	initiative_id bigint references initiatives,
	purpose text not null check (purpose in ('photo', 'attachment', 'recognition')),
	name text not null,
	media_type text not null,
	bytes int not null,
	sha256 bytea not null, -- also the place in the store
	created_by bigint not null references accounts,
	created_at timestamptz not null
);
create index on files (initiative_id);
create index on files (draft_id);

-- The truth: one row for every change of an initiative, in the transaction that makes it.
create table events (
	id bigint generated always as identity primary key,
	xid xid8 not null default pg_current_xact_id(),
	initiative_id bigint not null references initiatives,
	seq int not null,
	kind text not null,
	from_state text,
	to_state text not null,
	actor_id bigint not null references accounts,
	at timestamptz not null,
	local_date date not null,
	programme_id int not null,
	unit_id int not null,
	phase_id int not null,
	group_id int not null, -- 0 when none
	field_id int not null, -- 0 when none
	benefit bigint not null, -- đồng declared at that moment, 0 when none
	from_group_id int, -- the class it is leaving; null for a first submission
	from_field_id int,
	from_benefit bigint,
	level smallint,
	reason text,
	data jsonb not null default '{}',
	prev_digest bytea not null,
	digest bytea not null,
	unique (initiative_id, seq)
);
create index events_xid on events (xid);
-- The rows behind a day's figure. Events are appended in the order of time, so a few pages of summary find a day
-- among millions, and writing one more event costs nothing.
create index events_local_date on events using brin (local_date) with (pages_per_range = 16, autosummarize = on);
create index events_unit on events (unit_id, id desc);

create function event_digest(e events) returns bytea language sql immutable as $$
	select sha256(e.prev_digest || convert_to(jsonb_build_array(
		e.initiative_id, e.seq, e.kind, e.from_state, e.to_state, e.actor_id,
		extract(epoch from e.at), e.local_date - date '2000-01-01',
		e.programme_id, e.unit_id, e.phase_id, e.group_id, e.field_id,
		e.benefit, e.from_group_id, e.from_field_id, e.from_benefit, e.level, e.reason, e.data)::text, 'UTF8'))
$$;

create function chain_event() returns trigger language plpgsql as $$
begin
	new.prev_digest := coalesce(
		(select digest from events where initiative_id = new.initiative_id and seq = new.seq - 1), ''::bytea);
	new.digest := event_digest(new);
	return new;
end $$;
create trigger events_chain before insert on events for each row execute function chain_event();

create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'events are never changed: append another';
end $$;
create trigger events_append_only before update or delete or truncate on events
	for each statement execute function refuse_change();

-- Gapless numbers, given by a job to events whose transactions are over; "as of" names such a position.
create table event_positions (
	position bigint primary key,
	event_id bigint not null unique references events,
	chain bytea not null -- sha256 of the chain before it and the event's digest: a dropped event shows
);

create table decisions (
	event_id bigint primary key references events,
	initiative_id bigint not null references initiatives,
	level smallint not null,
	action text not null check (action in ('confirm', 'approve', 'return', 'reject', 'revoke')),
	reason text,
	note text not null default '',
	decided_by bigint not null references accounts,
	decided_at timestamptz not null
);
create index on decisions (initiative_id);
create index on decisions (decided_by, decided_at desc);
