-- Whether any figure of members became known between two days: rankings are told against the week before.
create index on unit_members (as_of);
