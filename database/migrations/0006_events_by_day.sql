-- The rows behind a day's figure. Events are appended in the order of time, so a few pages of summary find a day
-- among millions, and writing one more event costs nothing.
create index events_local_date on events using brin (local_date) with (pages_per_range = 16, autosummarize = on);
