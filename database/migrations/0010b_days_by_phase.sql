-- Rankings are asked for as of any past date, of a phase too, and by verified benefit. So days are told apart by the
-- phase of the initiative, and what was verified is counted by day as what was declared already is.
truncate tally_by_day;
alter table tally_by_day add column phase_id int not null, drop constraint tally_by_day_pkey,
	add primary key (programme_id, unit_id, measure, day, phase_id);

create table tally_by_value (
	programme_id int not null,
	unit_id int not null,
	measure text not null,
	source text not null check (source in ('unit', 'central', 'verified')), -- declared ones stand in tally_by_day
	day date not null,
	phase_id int not null,
	n bigint not null,
	benefit numeric not null, -- đồng, of this source
	own_n bigint not null default 0,
	own_benefit numeric not null default 0,
	primary key (programme_id, unit_id, measure, source, day, phase_id)
);

update tally_state set stale = true;
