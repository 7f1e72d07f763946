-- What the rows of a checked list are like, looked up by the screener before they are entered: a notice for its
-- officer, made anew whenever the list is read again.
create table list_previews (
	import_id uuid primary key references imports on delete cascade,
	token uuid not null, -- of the process that is at it
	done int not null default 0, -- rows compared so far
	told_at timestamptz not null, -- when it last said so
	finished boolean not null default false,
	likenesses jsonb not null default '[]' -- rows that are like something: [{row, band, score, subject, twin}]
);
create index on imports (updated_at) where status = 'checked';
