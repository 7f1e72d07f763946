-- Figures as they were published at the end of a day: frozen. What turns out otherwise later is another snapshot that
-- names the one it corrects; none is ever changed. Each digest covers the one before it in the same programme.
create table snapshots (
	id bigint generated always as identity primary key,
	programme_id int not null references programmes,
	kind text not null check (kind in ('weekly', 'campaign', 'quarter', 'phase', 'closing', 'asked')),
	upto date not null, -- the last local date that counts, to 24h00
	position bigint not null, -- of the events that were known by then
	taken_at timestamptz not null,
	account_id bigint references accounts, -- null: taken by the calendar
	why text not null,
	corrects_id bigint unique references snapshots,
	prev_digest bytea not null, -- of the snapshot before in the programme
	digest bytea not null, -- sha256 of prev_digest, what stands above, and every row
	check ((corrects_id is null) or why <> '')
);
create unique index snapshots_first on snapshots (programme_id, kind, upto) where corrects_id is null;

create table snapshot_rows (
	snapshot_id bigint not null references snapshots deferrable initially deferred,
	unit_id int not null references units, -- with all that stood below it in the tree of that day
	cut text not null check (cut in ('state', 'phase', 'group', 'field', 'kind', 'authors', 'benefit', 'people', 'members',
		'target')),
	key text not null, -- `measure`, or `measure:code` of what it is cut by; codes, never ids
	n bigint not null,
	benefit numeric not null, -- đồng
	primary key (snapshot_id, unit_id, cut, key)
);

create function refuse_snapshot_change() returns trigger language plpgsql as $$
begin
	raise exception 'snapshots are never changed: take another';
end $$;
create trigger snapshots_append_only before update or delete or truncate on snapshots
	for each statement execute function refuse_snapshot_change();
create trigger snapshot_rows_append_only before update or delete or truncate on snapshot_rows
	for each statement execute function refuse_snapshot_change();

-- One line for each row, in order, behind what the snapshot says of itself.
create function snapshot_digest(s snapshots) returns bytea language sql stable as $$
	select sha256(s.prev_digest || convert_to(concat_ws(E'\n',
		row(s.programme_id, s.kind, s.upto - date '2000-01-01', s.position, extract(epoch from s.taken_at), s.account_id,
			s.why, s.corrects_id)::text,
		(select string_agg(row(u.code, r.cut, r.key, r.n, r.benefit)::text, E'\n' order by u.code, r.cut, r.key)
			from snapshot_rows r join units u on u.id = r.unit_id where r.snapshot_id = s.id)), 'UTF8'))
$$;
