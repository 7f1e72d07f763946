-- The largest declared values of a unit, where its bands say that there are any: band 5 and up, from 1 tỷ.
create index events_large on events (programme_id, benefit desc) where benefit >= 1000000000;
