-- What figures are cut by stands on the event itself, as it was at that moment, so that nothing else is ever counted.
-- No version has been released yet: events of before take the new columns, and the chain is made anew over them.

-- Tells persons apart without saying who they are: by account, else by folded name within the unit.
create function person_key(account_id bigint, unit_id int, folded_name text) returns bigint
language sql immutable as $$
	select ('x' || encode(substring(sha256(convert_to(
		case when account_id is null then 'n' || unit_id || ' ' || folded_name else 'a' || account_id end,
		'UTF8')) for 8), 'hex'))::bit(64)::bigint
$$;

alter table events disable trigger events_append_only;
alter table events
	add column submission_kind text,
	add column people bigint[], -- person_key of each author, ascending, each once
	add column unit_verified bigint, -- đồng, as verified by the unit or its superiors; null while nobody has
	add column central_verified bigint; -- đồng, as verified at the root
update events e set submission_kind = i.kind, people = coalesce((
		select array_agg(distinct person_key(a.account_id, i.unit_id, a.folded_name)
			order by person_key(a.account_id, i.unit_id, a.folded_name))
		from initiative_authors a where a.initiative_id = i.id), '{}')
	from initiatives i where i.id = e.initiative_id;
alter table events
	alter column submission_kind set not null,
	alter column people set not null,
	add check (submission_kind in ('self', 'proxy', 'import'));

-- Where an initiative came from is what the event before it says; nothing needs to say it twice.
drop view event_deltas;
alter table events drop column from_group_id, drop column from_field_id, drop column from_benefit;

-- A row as it is sent to clients in binary: every value with its type and length, so that no two rows look the same,
-- at a third of what JSON takes. `stable`, or it could not be inlined.
create or replace function event_digest(e events) returns bytea language sql stable as $$
	select sha256(e.prev_digest || record_send(row(
		e.initiative_id, e.seq, e.kind, e.from_state, e.to_state, e.actor_id, e.at, e.local_date,
		e.programme_id, e.unit_id, e.phase_id, e.group_id, e.field_id, e.benefit, e.level, e.reason, e.data,
		e.submission_kind, e.people, e.unit_verified, e.central_verified)))
$$;

do $$
declare
	link events;
	chained bytea := ''::bytea;
	place record;
begin
	for link in select * from events order by initiative_id, seq loop
		link.prev_digest := coalesce(
			(select digest from events where initiative_id = link.initiative_id and seq = link.seq - 1), ''::bytea);
		update events set prev_digest = link.prev_digest, digest = event_digest(link) where id = link.id;
	end loop;
	for place in select p.position, e.digest from event_positions p join events e on e.id = p.event_id
		order by p.position loop
		chained := chain_step(chained, place.digest, ''::bytea);
		update event_positions set chain = chained where position = place.position;
	end loop;
	update tally_state set chain = chained;
end $$;
alter table events enable trigger events_append_only;

alter table initiatives
	add column unit_verified bigint check (unit_verified between 0 and 100000000000000),
	add column central_verified bigint check (central_verified between 0 and 100000000000000);

-- The cubes. `unit_id` is a node: a unit as it stands today, or one of `past_nodes`. `n` and `benefit` count the node
-- with all it holds, `own_…` what stands at the unit itself (0 for past nodes): parents are sums of children, and a
-- change of the tree moves sums of `own_…`.
truncate tally_by_unit, tally_by_day, tally_by_class;
alter table tally_by_unit add column own_n bigint not null default 0, add column own_benefit numeric not null default 0;
alter table tally_by_day add column own_n bigint not null default 0, add column own_benefit numeric not null default 0;
alter table tally_by_class add column own_n bigint not null default 0, add column own_benefit numeric not null default 0;

create table tally_by_kind (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	kind text not null, -- of submission: self, proxy, import
	authors smallint not null, -- 1 to 4; 5 is five or more
	n bigint not null,
	benefit numeric not null,
	own_n bigint not null default 0,
	own_benefit numeric not null default 0,
	primary key (programme_id, unit_id, measure, kind, authors)
);

create table tally_by_benefit (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	-- declared; verified by the unit's side; by the centre; `verified` is the latter, else the former
	source text not null check (source in ('declared', 'unit', 'central', 'verified')),
	band smallint not null, -- BANDS in statistics/schema.ts: by size of the value
	n bigint not null,
	benefit numeric not null, -- đồng, of this source
	own_n bigint not null default 0,
	own_benefit numeric not null default 0,
	primary key (programme_id, unit_id, measure, source, band)
);

-- Distinct persons of a node; these do not add up along the tree.
create table tally_people (
	programme_id int not null,
	unit_id int not null,
	what text not null check (what in ('registrants', 'authors', 'approved_authors')),
	n bigint not null,
	primary key (programme_id, unit_id, what)
);

-- In how many initiatives of a unit each person is an author: of those submitted, and of those that stand approved.
create table author_places (
	programme_id int not null,
	person bigint not null,
	unit_id int not null,
	submitted int not null check (submitted >= 0),
	approved int not null check (approved >= 0),
	primary key (programme_id, person, unit_id)
);
create index on author_places (programme_id, unit_id);

-- Accounts that joined a programme: with the first draft or submission of their own.
create table registrations (
	programme_id int not null references programmes,
	account_id bigint not null references accounts,
	unit_id int not null references units, -- where it stood when joining
	at timestamptz not null,
	local_date date not null,
	counted boolean not null default false, -- folded into the tallies
	primary key (programme_id, account_id)
);
create index on registrations (programme_id) where not counted;

-- What is derived has to be computed anew before it is read or folded further.
alter table tally_state add column stale boolean not null default true;
