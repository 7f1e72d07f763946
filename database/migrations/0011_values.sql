-- What the centre has not verified, largest declared value first: officers look there before anywhere else.
create index initiatives_unverified on initiatives (programme_id, state, benefit desc, id desc)
	where central_verified is null and benefit > 0;

-- Post-audit by sample. Nobody chooses the seed or the rows: of what stood approved, the `size` with the smallest
-- sha256 of «seed code» were drawn, so that anyone can draw them again.
create table audit_samples (
	id bigint generated always as identity primary key,
	programme_id int not null references programmes,
	unit_id int not null references units, -- this one and all below it
	seed text not null,
	population int not null check (population > 0), -- how many stood approved
	drawn_by bigint not null references accounts,
	drawn_at timestamptz not null
);
create index on audit_samples (unit_id);

create table audit_sample_items (
	sample_id bigint not null references audit_samples,
	place int not null check (place > 0),
	initiative_id bigint not null references initiatives,
	primary key (sample_id, place)
);
