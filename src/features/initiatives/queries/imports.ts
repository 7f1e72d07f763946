import { createHash } from 'node:crypto';
import type { Actor } from '#features/people/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { fold } from '#platform/text/fold.ts';
import type { ListIssue, ListReading } from '../excel/list.ts';
import type { ListMapping, Notice, Recognition } from '../excel/recognition.ts';
import type { ImportChoices, Outcome, ReadRow, Verdict } from '../rules/import.ts';
import type { Original } from '../schema.ts';

export type ImportStatus = 'uploaded' | 'checked' | 'running' | 'done' | 'failed';

/** An officer's list on its way in. */
export interface Import {
	id: string;
	accountId: number;
	programmeId: number;
	unitId: number;
	unitName: string;
	fileName: string;
	/** The list is still kept: its columns can be corrected, and it can be given back with messages. */
	kept: boolean;
	status: ImportStatus;
	recognition: Recognition & { sheets: string[] };
	mapping: ListMapping;
	identityIssues: ListIssue[];
	choices: ImportChoices;
	notes: { notices: Notice[]; skipped: ListReading['skipped'] };
	/** Rows by outcome; null until they are checked. */
	counts: Record<Outcome, number> | null;
	validOnly: boolean;
	failure: { code: string; params: Record<string, string | number> } | null;
	/** Rows done of the running import. */
	progress: number;
	/** Rows of the list. */
	total: number;
	createdAt: Date;
	updatedAt: Date;
}

const IMPORT = sql`i.id, i.account_id as "accountId", i.programme_id as "programmeId", i.unit_id as "unitId",
	t.name as "unitName", i.file_name as "fileName", i.file is not null as kept, i.status, i.recognition, i.mapping,
	i.identity_issues as "identityIssues", i.choices, i.notes, i.counts, i.valid_only as "validOnly", i.failure,
	i.progress, i.total, i.created_at as "createdAt", i.updated_at as "updatedAt"`;

/**
 * A list of the person's own: only who sent it sees it, for what it says is nobody's initiative yet.
 * @param options.lock keeps the row until the transaction ends
 * @throws Refusal `not_found`
 */
export async function loadImport(
	db: Reader,
	actor: Pick<Actor, 'accountId'>,
	id: string,
	options: { lock?: boolean } = {},
): Promise<Import> {
	const row =
		await db.first<Import>(sql`select ${IMPORT} from imports i join unit_today t on t.unit_id = i.unit_id
		where i.id::text = ${id} and i.account_id = ${actor.accountId} ${options.lock ? sql`for update of i` : sql``}`);
	if (!row) throw notFound();
	return row;
}

/** The person's lists, newest first. */
export function listImports(db: Reader, actor: Actor, limit = 50): Promise<Import[]> {
	return db.rows<Import>(sql`select ${IMPORT} from imports i join unit_today t on t.unit_id = i.unit_id
		where i.account_id = ${actor.accountId} order by i.created_at desc, i.id limit ${limit}`);
}

/** The same file, sent before by the same person for the same programme and finished, newest first. */
export async function earlierImport(
	db: Reader,
	{ id, accountId, programmeId }: Import,
): Promise<{ id: string; createdAt: Date } | undefined> {
	return db.first(sql`select e.id, e.created_at as "createdAt" from imports e join imports i on i.id = ${id}::uuid
		where e.account_id = ${accountId} and e.programme_id = ${programmeId} and e.id <> i.id and e.status = 'done'
			and e.file_sha256 = i.file_sha256 order by e.created_at desc limit 1`);
}

/** The list as it is kept, without identity numbers; undefined once it is gone. */
export async function keptFile(db: Reader, id: string): Promise<Buffer | undefined> {
	const row = await db.first<{ file: Buffer | null }>(sql`select file from imports where id = ${id}::uuid`);
	return row?.file ?? undefined;
}

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

export interface Spelling {
	/** As the list writes it first. */
	text: string;
	folded: string;
	rows: number;
}

/** The distinct spellings of a column with the number of rows, most used first; rows without one are left out. */
export async function spellingsOf(
	db: Reader,
	id: string,
	column: 'unit' | 'group' | 'field',
): Promise<Spelling[]> {
	const name = { unit: sql`unit_spelling`, group: sql`group_spelling`, field: sql`field_spelling` }[column];
	const written = await db.rows<{ text: string; rows: number }>(sql`
		select ${name} as text, count(*)::int as rows from import_rows where import_id = ${id}::uuid and ${name} <> ''
		group by 1 order by min(row_number)`);
	const byFolded = Map.groupBy(written, ({ text }) => fold(text));
	return [...byFolded]
		.map(([folded, same]) => ({
			text: same[0]!.text,
			folded,
			rows: same.reduce((sum, each) => sum + each.rows, 0),
		}))
		.sort((a, b) => b.rows - a.rows);
}

/** How many rows name no unit, group or field of their own. */
export async function unnamedRows(
	db: Reader,
	id: string,
): Promise<{ unit: number; group: number; field: number; recognition: number }> {
	const row = await db.first<{ unit: number; group: number; field: number; recognition: number }>(sql`
		select count(*) filter (where unit_spelling = '')::int as unit,
			count(*) filter (where group_spelling = '')::int as group,
			count(*) filter (where field_spelling = '')::int as field,
			count(*) filter (where content->>'recognisedBy' = '')::int as recognition
		from import_rows where import_id = ${id}::uuid`);
	return row!;
}

/** One row with what stands in its way. */
export interface ImportRow {
	row: number;
	title: string;
	author: string;
	outcome: Outcome | null;
	/** What its texts were before they were read in Unicode. */
	originals: Original[];
	issues: ListIssue[];
	verdict: Verdict[];
	initiativeId: number | null;
	draftId: string | null;
}

const ROW = sql`r.row_number as row, coalesce(r.content->>'title', '') as title, coalesce(r.content->'authors'->0->>'name', '') as author,
	r.outcome, coalesce(r.content->'originals', '[]') as originals, r.issues, r.verdict, r.initiative_id as "initiativeId", r.draft_id as "draftId"`;

/** A page of rows in order, of all outcomes or of one. */
export function importRows(
	db: Reader,
	id: string,
	filter: { outcome?: Outcome; offset: number; limit: number },
): Promise<ImportRow[]> {
	return db.rows<ImportRow>(sql`select ${ROW} from import_rows r where r.import_id = ${id}::uuid
		and (${filter.outcome ?? null}::text is null or r.outcome = ${filter.outcome ?? null}::text)
		order by r.row_number limit ${filter.limit} offset ${filter.offset}`);
}

/** Every row with something to say to the officer. */
export function rowsToMend(db: Reader, id: string): Promise<ImportRow[]> {
	return db.rows<ImportRow>(sql`select ${ROW} from import_rows r where r.import_id = ${id}::uuid
		and (r.issues <> '[]' or r.verdict <> '[]' or r.outcome = 'present') order by r.row_number`);
}

/** Rows as they were read, after a row number, for judging them piece by piece. */
export function readRowsAfter(db: Reader, id: string, after: number, limit: number): Promise<ReadRow[]> {
	return db.rows<ReadRow>(sql`select row_number as row, content, unit_spelling as unit, group_spelling as group,
			field_spelling as field, issues
		from import_rows where import_id = ${id}::uuid and row_number > ${after} order by row_number limit ${limit}`);
}
