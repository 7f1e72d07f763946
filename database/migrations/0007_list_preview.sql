-- What the rows of a checked list are like, looked up before they are entered: a notice for its officer.
alter table imports add column preview jsonb; -- {token, done, at, finished}: rows compared so far; null: not begun
alter table import_rows add column preview jsonb; -- {band, score, subject, twin}: an initiative, or a row of the same list
create index on imports (updated_at) where status = 'checked';
