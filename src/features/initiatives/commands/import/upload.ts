import { randomUUID } from 'node:crypto';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { takesSubmissions } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { openUnits } from '#features/units/queries.ts';
import { within } from '#features/units/rules.ts';
import { isUnitId } from '#features/units/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, type Reader, recordset, sql, type Tx } from '#platform/db/db.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import type { ListMapping } from '../../excel/recognition.ts';
import { type Import, keptFile, loadImport, sha256 } from '../../queries/imports.ts';
import { type ImportChoices, matchChoices, noChoices, type ReadRow } from '../../rules/import.ts';
import type { Reading, ReadingRequest } from './reading.ts';
import { matchUnits } from './unit-spellings.ts';
import { readListInProcess } from './worker-process.ts';

/** Where a list goes: a programme that takes submissions, and the unit within which its units are sought. */
export interface Destination {
	programme: Programme;
	unitId: number;
}

/** A list that is being entered cannot change under the hands that write it. */
export const CHANGEABLE = ['uploaded', 'checked', 'failed'];

/** Rows go into the database in pieces, so that neither statement nor memory grows with the list. */
const PIECE = 500;

/**
 * Takes an officer's list in: reads it in a process of its own, keeps it without identity numbers, and matches
 * the units, groups and fields that need no asking. Nothing is submitted yet.
 * @param file `asWritten` leaves cells in an old encoding as they are
 * @returns the new import's id
 * @throws Refusal `not_found` for a unit outside the person's reach, `submission_closed`, and those of `readList`
 */
export async function uploadList(
	db: Db,
	actor: Actor,
	to: Destination,
	file: { bytes: Uint8Array; fileName: string; asWritten?: boolean },
	now: Date,
): Promise<string> {
	await refuseDestination(db, actor, to, now);
	const fileName = file.fileName.replace(/^.*[\\/]/, '').slice(0, 200) || 'CSV';
	const { bytes, asWritten = false } = file;
	const request = { bytes, fileName, asWritten, asked: null, identityIssues: [], today: localDate(now) };
	const reading = await readListInProcess(request);
	const id = randomUUID();
	await db.transaction(async (tx) => {
		await insertImport(tx, actor, to, { id, fileName, sha256: sha256(file.bytes) }, now);
		await storeReading(tx, id, reading, request, now);
		await storeMatches(tx, actor, to, id, now);
	});
	return id;
}

/**
 * The same for initiatives that a script wrote down, one per line: no file is kept and no column is asked.
 * Units are named by code or name.
 */
export async function takeRows(
	db: Db,
	actor: Actor,
	to: Destination,
	file: { fileName: string; bytes: Uint8Array; rows: readonly ReadRow[] },
	now: Date,
): Promise<string> {
	await refuseDestination(db, actor, to, now);
	const id = randomUUID();
	await db.transaction(async (tx) => {
		await insertImport(tx, actor, to, { id, fileName: file.fileName, sha256: sha256(file.bytes) }, now);
		await storeRows(tx, id, file.rows);
		await storeMatches(tx, actor, to, id, now);
	});
	return id;
}

/**
 * Reads a list again as the officer corrected it; what was chosen for its spellings stays.
 * @param asked without columns, those of the named heading rows are recognised anew
 * @throws Refusal `not_found`, `import_running`, `import_file_gone`, and those of `readList`
 */
export async function correctColumns(
	db: Db,
	actor: Actor,
	to: Destination,
	id: string,
	asked: Omit<ListMapping, 'columns'> & { columns: ListMapping['columns'] | null },
	now: Date,
): Promise<void> {
	const current = changeable(await loadImport(db, actor, id));
	const bytes = await keptFile(db, id);
	if (!bytes) throw new Refusal('import_file_gone', { status: 409 });
	const { fileName, identityIssues } = current;
	const { asWritten = false } = asked;
	const request = { bytes, fileName, asWritten, asked, identityIssues, today: localDate(now) };
	const reading = await readListInProcess(request);
	await db.transaction(async (tx) => {
		changeable(await loadImport(tx, actor, id, { lock: true }));
		await tx.rows(sql`delete from import_rows where import_id = ${id}::uuid`);
		await storeReading(tx, id, reading, request, now);
		await storeMatches(tx, actor, to, id, now);
	});
}

/** The import, when it may still be changed. */
export function changeable(current: Import): Import {
	if (!CHANGEABLE.includes(current.status)) throw new Refusal(`import_${current.status}`, { status: 409 });
	return current;
}

/** Throws a list away, with everything that was read from it; what was submitted from it stays. */
export async function discardList(tx: Tx, actor: Actor, id: string): Promise<void> {
	const current = await loadImport(tx, actor, id, { lock: true });
	if (current.status === 'running') throw new Refusal('import_running', { status: 409 });
	await tx.rows(sql`delete from imports where id = ${id}::uuid`);
}

async function refuseDestination(db: Reader, actor: Actor, { programme, unitId }: Destination, now: Date) {
	if (!isUnitId(unitId)) throw notFound();
	const scope = scopeOf(actor, 'submit_for_others');
	const reached = await db.first(
		sql`select 1 from units u where u.id = ${unitId} and ${within(scope, sql`u.id`)}`,
	);
	if (!reached || !(await openUnits(db, [unitId])).has(unitId)) throw notFound();
	if (!takesSubmissions(programme, localDate(now)))
		throw new Refusal('submission_closed', { params: programme.submission });
}

async function insertImport(
	tx: Tx,
	actor: Actor,
	{ programme, unitId }: Destination,
	{ id, fileName, sha256 }: { id: string; fileName: string; sha256: Buffer },
	now: Date,
): Promise<void> {
	await tx.rows(sql`insert into imports (id, account_id, programme_id, unit_id, file_name, file_sha256, status, choices,
			created_at, updated_at)
		values (${id}::uuid, ${actor.accountId}, ${programme.id}, ${unitId}, ${fileName}, ${sha256}, 'uploaded',
			${JSON.stringify(noChoices())}::jsonb, ${now}, ${now})`);
}

async function storeReading(tx: Tx, id: string, reading: Reading, request: ReadingRequest, now: Date) {
	const { sheets, recognition, mapping, identityIssues, notices, skipped, rows } = reading;
	const file = Buffer.from(reading.file ?? request.bytes);
	await tx.rows(sql`update imports set file = ${file}, recognition = ${JSON.stringify({ ...recognition, sheets })}::jsonb,
		mapping = ${JSON.stringify(mapping)}::jsonb, identity_issues = ${JSON.stringify(identityIssues)}::jsonb,
		notes = ${JSON.stringify({ notices, skipped: skipped.slice(0, 200) })}::jsonb, status = 'uploaded', counts = null,
		failure = null, updated_at = ${now}
		where id = ${id}::uuid`);
	await storeRows(tx, id, rows);
}

async function storeRows(tx: Tx, id: string, rows: readonly ReadRow[]): Promise<void> {
	for (let at = 0; at < rows.length; at += PIECE) {
		await tx.rows(sql`insert into import_rows (import_id, row_number, content, unit_spelling, group_spelling,
				field_spelling, issues)
			select ${id}::uuid, x.row, x.content, x.unit, x.group, x.field, x.issues
			from ${recordset(rows.slice(at, at + PIECE))} as x(row int, content jsonb, unit text, "group" text, field text,
				issues jsonb)`);
	}
	await tx.rows(sql`update imports set total = ${rows.length}, progress = 0 where id = ${id}::uuid`);
	await tx.rows(sql`delete from list_previews where import_id = ${id}::uuid`);
}

/** What is known already stays; what needs no asking is added. */
async function storeMatches(tx: Tx, actor: Actor, { programme, unitId }: Destination, id: string, now: Date) {
	const { choices } = await loadImport(tx, actor, id);
	const spellings = await distinctSpellings(tx, id);
	const leaf = await tx.first(sql`select 1 from unit_today where unit_id = ${unitId} and not exists
		(select 1 from unit_today b where b.parent_id = ${unitId} and b.ended_on is null)`);
	const matched: ImportChoices = {
		...choices,
		units: { ...(await matchUnits(tx, unitId, spellings.unit)), ...choices.units },
		groups: { ...matchChoices(spellings.group, programme.groups), ...choices.groups },
		fields: { ...matchChoices(spellings.field, programme.fields), ...choices.fields },
		// Below a unit that has none below it there is nothing to choose
		unit: choices.unit ?? (leaf ? unitId : null),
	};
	await tx.rows(sql`update imports set choices = ${JSON.stringify(matched)}::jsonb, updated_at = ${now}
		where id = ${id}::uuid`);
}

async function distinctSpellings(db: Reader, id: string) {
	const row = await db.first<{ unit: string[]; group: string[]; field: string[] }>(sql`
		select coalesce(array_agg(distinct unit_spelling), '{}') as unit,
			coalesce(array_agg(distinct group_spelling), '{}') as group,
			coalesce(array_agg(distinct field_spelling), '{}') as field
		from import_rows where import_id = ${id}::uuid`);
	return row!;
}
