-- The rows behind figures of days, weeks, campaigns and past dates: newest first, a page at a time.
drop index events_local_date;
create index events_local_date on events (programme_id, local_date, id);
-- Large values and verified ones are few among millions. Band 5 and up: from 1 tỷ.
create index initiatives_large on initiatives (programme_id, benefit) where benefit >= 1000000000;
create index initiatives_verified on initiatives (programme_id, submitted_on desc, id desc)
	where unit_verified is not null or central_verified is not null;
