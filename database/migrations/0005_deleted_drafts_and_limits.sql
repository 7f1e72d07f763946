-- A deleted draft stays for a while, so that deleting can be undone; lists and counts leave it out.
alter table drafts add column deleted_at timestamptz;

-- Attempts within a window, counted for all processes together (rate-limiter-flexible). Keys are digests.
create table rate_limits (
	key varchar(255) primary key,
	points int not null default 0,
	expire bigint
);
