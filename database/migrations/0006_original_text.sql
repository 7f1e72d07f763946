-- A text that came in an old encoding (TCVN3, VNI) or as typed keys (Telex, VNI) and was accepted in Unicode: what was
-- written first, beside the initiative that holds the Unicode of it. Nothing counts from here; reviewers read it.
create table original_texts (
	id bigint generated always as identity primary key,
	initiative_id bigint not null references initiatives,
	field text not null check (field in
		('title', 'problem', 'solution', 'result', 'social_benefit', 'recognised_by', 'author')),
	encoding text not null check (encoding in ('tcvn3', 'vni', 'telex', 'vni_keys')),
	original text not null,
	kept_by bigint not null references accounts, -- who submitted it so
	kept_at timestamptz not null
);
create index on original_texts (initiative_id, id);
create trigger original_texts_append_only before update or delete or truncate on original_texts
	for each statement execute function refuse_change();
