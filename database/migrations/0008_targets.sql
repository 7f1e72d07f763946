-- Targets (chỉ tiêu): how many initiatives a unit is to reach in a programme, a phase, or a quarter of a phase.
-- Nothing published is ever changed: it counts from then on, a revision is a new row that names the former one, and
-- what is taken back is restored by another row. So the number in force at any instant of the past can be read.
create table target_publications (
	id bigint generated always as identity primary key,
	programme_id int not null references programmes,
	unit_id int not null references units, -- where it was made: the unit that hands down, or the one that registers
	origin text not null check (origin in ('programme', 'hand', 'cascade', 'list', 'undo')),
	account_id bigint references accounts, -- null: stated by the programme itself
	published_at timestamptz not null,
	why text not null,
	undoes_id bigint unique references target_publications,
	check ((origin = 'undo') = (undoes_id is not null)),
	check ((origin = 'programme') = (account_id is null))
);
create index on target_publications (unit_id, id desc);

create table targets (
	id bigint generated always as identity primary key,
	publication_id bigint not null references target_publications,
	programme_id int not null references programmes,
	unit_id int not null references units,
	phase_id int references phases, -- null: the whole programme
	quarter text check (quarter ~ '^\d{4}Q[1-4]$'), -- null: the whole phase
	kind text not null check (kind in ('guideline', 'assigned', 'registered', 'revised')),
	number int check (number >= 0), -- null: none stands any more
	former_id bigint unique references targets, -- the row it stands in for; two cannot stand in for one
	check (quarter is null or phase_id is not null),
	check (former_id is not null or (number is not null and kind <> 'revised'))
);
create unique index targets_first on targets
	(programme_id, unit_id, coalesce(phase_id, 0), coalesce(quarter, ''), kind) where former_id is null;
create index on targets (programme_id, unit_id);
create index on targets (publication_id);

create function refuse_target_change() returns trigger language plpgsql as $$
begin
	raise exception 'targets are never changed: publish another';
end $$;
create trigger targets_append_only before update or delete or truncate on targets
	for each statement execute function refuse_target_change();
create trigger target_publications_append_only before update or delete or truncate on target_publications
	for each statement execute function refuse_target_change();

-- A target being handed down, kept until it is published: it can be left and come back to.
create table target_cascades (
	id uuid primary key,
	programme_id int not null references programmes,
	unit_id int not null references units, -- whose target is divided among those below it
	phase_id int references phases,
	quarter text check (quarter ~ '^\d{4}Q[1-4]$'),
	settings jsonb not null,
	fixed jsonb not null default '{}', -- unit id → number set by hand
	version int not null default 1,
	account_id bigint not null references accounts, -- who began it
	publication_id bigint references target_publications, -- once published
	discarded_at timestamptz,
	created_at timestamptz not null,
	updated_at timestamptz not null
);
create index on target_cascades (unit_id, updated_at desc);

-- What programmes state for their phases is what the root is assigned.
with stated as (
	insert into target_publications (programme_id, unit_id, origin, published_at, why)
	select p.id, u.id, 'programme', p.created_at, '' from programmes p join units u on u.code = 'TLD'
	where exists (select 1 from phases ph where ph.programme_id = p.id and ph.target is not null)
	returning id, programme_id, unit_id
)
insert into targets (publication_id, programme_id, unit_id, phase_id, kind, number)
select s.id, s.programme_id, s.unit_id, ph.id, 'assigned', ph.target
from stated s join phases ph on ph.programme_id = s.programme_id where ph.target is not null;
