-- Who gets which report by mail: each when its period is over.
create table report_subscriptions (
	id bigint generated always as identity primary key,
	account_id bigint not null references accounts,
	programme_id int not null references programmes,
	unit_id int not null references units,
	kind text not null check (kind in ('weekly', 'phase', 'campaign', 'quarter', 'closing')),
	locale text not null check (locale in ('vi', 'en')),
	since timestamptz not null,
	ended_at timestamptz, -- no more wanted; kept, so that it can be taken up again
	sent_to date, -- last day of the last period that was sent
	unique (account_id, programme_id, unit_id, kind)
);
create index on report_subscriptions (programme_id) where ended_at is null;
