-- Messages to people inside the portal, each also a mail for whoever has an address and has not declined it.
-- Texts are written once, in the language of the person.
create table notifications (
	id bigint generated always as identity primary key,
	account_id bigint not null references accounts,
	kind text not null, -- KINDS in notifications/schema.ts
	title text not null,
	body text not null,
	href text not null check (href ~ '^/([^/\\]|$)'), -- a page of this portal
	created_at timestamptz not null,
	read_at timestamptz,
	mailed_at timestamptz,
	withdrawn_at timestamptz -- whoever caused it took it back
);
create index on notifications (account_id, id desc) where withdrawn_at is null;
create index notifications_unread on notifications (account_id) where read_at is null and withdrawn_at is null;

-- What a person chose; a kind that is not here comes by mail too.
create table notification_choices (
	account_id bigint not null references accounts,
	kind text not null,
	by_mail boolean not null,
	primary key (account_id, kind)
);

-- Reminders (đôn đốc), sent to several units at once: what was written, by whom, from which page.
create table reminder_rounds (
	id bigint generated always as identity primary key,
	programme_id int not null references programmes,
	unit_id int not null references units, -- whose page it was sent from
	kind text not null check (kind in ('lagging', 'backlog', 'returned')),
	period text not null, -- code of a period, as addresses name it; '' for the whole programme
	measure text not null check (measure in ('submitted', 'approved')),
	texts jsonb not null, -- title and body by language, with the places that figures filled
	account_id bigint not null references accounts,
	sent_at timestamptz not null,
	skipped jsonb not null default '[]' -- units that it did not reach, each with the reason
);
create index on reminder_rounds (unit_id, id desc);

create table reminders (
	id bigint generated always as identity primary key,
	round_id bigint not null references reminder_rounds,
	programme_id int not null,
	unit_id int not null references units,
	kind text not null,
	local_date date not null,
	figures jsonb not null, -- what stood at the unit when it was sent
	people int not null, -- who got it in the portal
	mails int not null, -- of them, who was sent a mail
	withdrawn_at timestamptz,
	withdrawn_by bigint references accounts,
	void boolean not null default false, -- taken back before it had reached anybody
	check (not void or withdrawn_at is not null)
);
-- Never twice a day to one unit for one matter.
create unique index reminders_once_a_day on reminders (unit_id, programme_id, kind, local_date) where not void;
create index on reminders (round_id);

create table reminder_notifications (
	reminder_id bigint not null references reminders,
	notification_id bigint not null primary key references notifications
);
create index on reminder_notifications (reminder_id);

-- What waits, counted by where it waits without reading the initiatives themselves.
create index initiatives_backlog on initiatives (programme_id, review_unit_id, level, submitted_on)
	where state = 'in_review';
