-- Screening. A document is one version of the text of one subject (an initiative); a changed text is a new
-- document and the old one is dropped, so what is indexed never changes and results name what they compared.
create table similarity_texts (
	doc int generated always as identity primary key,
	subject bigint not null,
	syllables bytea not null, -- hashes of folded syllables, 16 bits each, little endian
	added_at timestamptz not null,
	dropped_at timestamptz -- withdrawn, or followed by another version
) with (toast_tuple_target = 4080); -- read by the fifty for each screening: in line, not in a second table
alter table similarity_texts alter column syllables set storage external; -- hashes do not compress
create unique index similarity_texts_subject on similarity_texts (subject) where dropped_at is null;
create index on similarity_texts (subject, doc);

-- What evidence is measured with: how many texts there were, in how many each pair stands, which sequences are
-- boilerplate, the weights. A new count or newly learnt weights make another version; each result names its own.
create table similarity_versions (
	version int primary key,
	documents int not null, -- texts counted, copies of one text once
	texts int not null, -- texts there were when it was counted, copies too
	levels bytea not null, -- one byte for each of the 2^24 buckets, deflated; empty: all 0
	boilerplate bytea not null, -- hashes of frequent sequences of five syllables, 32 bits each, little endian, ascending
	model jsonb, -- null: the weights that the program brings
	made_at timestamptz not null,
	current boolean not null default false,
	-- The whole corpus is screened again under each version, by document number: how far that is, and up to where.
	screened_to int not null default 0,
	screen_until int not null default 0
);
alter table similarity_versions alter column levels set storage external;
create unique index on similarity_versions (current) where current;
-- Before anything is counted: every pair is as rare as in a few dozen texts.
insert into similarity_versions (version, documents, texts, levels, boilerplate, made_at, current)
	values (0, 64, 0, '', '', now(), true);

-- The packed index that searches read; a new one takes its place whole.
create table similarity_generations (
	generation int primary key,
	last_doc int not null, -- documents up to this one are in it, those after it in similarity_delta
	documents int not null,
	made_at timestamptz not null,
	current boolean not null default false,
	rebuild_wanted text check (rebuild_wanted in ('pack', 'count')) -- asked for by a person or a restore
);
create unique index on similarity_generations (current) where current;
insert into similarity_generations (generation, last_doc, documents, made_at, current) values (0, 0, 0, now(), true);

-- Which documents hold a pair of adjacent syllables. One partition for each generation: a rebuild fills its own
-- beside live traffic, and the old one is dropped whole.
create table similarity_postings (
	generation int not null,
	bucket int not null, -- 24-bit hash of the pair
	docs bytea not null, -- ascending differences as varints; pairs too common to find anything by have no row
	primary key (generation, bucket)
) partition by list (generation);
alter table similarity_postings alter column docs set storage external; -- so that lists not read stay on disk
create table similarity_postings_0 partition of similarity_postings for values in (0);

-- What came after the last rebuild, one row per pair and document, written in the submission's transaction.
create table similarity_delta (
	bucket int not null,
	doc int not null
);
create index on similarity_delta (bucket, doc);

-- Documents still to be screened, written in the same transaction and taken after it: of two that come in at
-- once, whichever is screened later sees the other.
create table similarity_waiting (
	doc int primary key references similarity_texts,
	priority smallint not null default 0, -- 0 what comes in, 1 lists and what was there before
	since timestamptz not null
);
create index on similarity_waiting (priority, doc);

create table similarity_pairs (
	doc_a int not null references similarity_texts,
	doc_b int not null references similarity_texts,
	band text not null check (band in ('duplicate', 'suspicious', 'similar')),
	score real not null, -- 0 to 1, orders pairs
	containment real not null, -- share of the one text's own words that stand in the other, whichever is greater
	raw_cover real not null, -- share of all words, boilerplate too, of the text that is covered less
	bits real not null,
	features real[] not null, -- what the model was given, to learn from verdicts
	version int not null references similarity_versions,
	made_at timestamptz not null,
	primary key (doc_a, doc_b),
	check (doc_a < doc_b)
);
create index on similarity_pairs (doc_b);

-- The strongest band of each subject's present text: what queues are filtered by. No row: not screened yet.
create table similarity_results (
	subject bigint primary key,
	doc int not null,
	band text not null check (band in ('duplicate', 'suspicious', 'similar', 'clear')),
	pairs int not null,
	version int not null references similarity_versions,
	screened_at timestamptz not null
);
create index on similarity_results (band, subject) where band <> 'clear';

-- What a reviewer judged of two initiatives; the latest counts, none is changed: taken back by another one.
create table pair_verdicts (
	id bigint generated always as identity primary key,
	initiative_a bigint not null references initiatives,
	initiative_b bigint not null references initiatives,
	verdict text not null check (verdict in ('confirmed_copy', 'not_a_copy', 'later_edition', 'withdrawn')),
	note text not null, -- the reason; empty when withdrawn
	features real[] not null, -- as the pair stood when it was judged
	version int not null references similarity_versions,
	decided_by bigint not null references accounts,
	decided_at timestamptz not null,
	check (initiative_a < initiative_b)
);
create index on pair_verdicts (initiative_a, initiative_b, id desc);
create index on pair_verdicts (initiative_b);
create trigger pair_verdicts_append_only before update or delete or truncate on pair_verdicts
	for each statement execute function refuse_change();

alter table initiatives add column difference text not null default ''; -- "mine differs because …", for the reviewer
