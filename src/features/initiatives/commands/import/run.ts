import { randomUUID } from 'node:crypto';
import { actorById } from '#features/people/queries.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { programmeById } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type Db, recordset, sql, type Tx } from '#platform/db/db.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { enqueue } from '#platform/jobs/jobs.ts';
import { type Import, loadImport } from '../../queries/imports.ts';
import { RUN_IMPORT } from '../../rules/import.ts';
import { submitInitiatives } from '../submit.ts';
import { checkList, noRows, storeOutcomes } from './check.ts';
import { judgeList, type PlacedRow } from './judgement.ts';
import { changeable } from './upload.ts';

/**
 * Marks a checked list as being entered.
 * @param validOnly rows that are wrong stay out; otherwise one of them stops all
 * @throws Refusal `not_found`, `import_running`, `import_done`, `import_unchecked`
 */
export async function beginImport(
	tx: Tx,
	actor: Actor,
	id: string,
	validOnly: boolean,
	now: Date,
): Promise<void> {
	const list = changeable(await loadImport(tx, actor, id, { lock: true }));
	if (!list.counts) throw new Refusal('import_unchecked', { status: 409 });
	await tx.rows(sql`update imports set status = 'running', valid_only = ${validOnly}, progress = 0, failure = null,
		updated_at = ${now} where id = ${id}::uuid`);
}

/** The same, and leaves the work to a job, which runs if and only if the transaction commits. */
export async function queueImport(
	tx: Tx,
	actor: Actor,
	id: string,
	validOnly: boolean,
	now: Date,
): Promise<void> {
	await beginImport(tx, actor, id, validOnly, now);
	await enqueue(tx, RUN_IMPORT, { importId: id });
}

/** Stops an import that is running: nothing of it is written, and it can be begun again. */
export async function stopImport(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
	const list = await loadImport(tx, actor, id);
	if (list.status !== 'running') throw new Refusal(`import_${list.status}`, { status: 409 });
	// The import ends by the same condition, so that only one of the two comes to pass
	const stopped = await tx.first(sql`update imports set status = 'checked', progress = 0, updated_at = ${now}
		where id = ${id}::uuid and status = 'running' returning id`);
	if (!stopped) throw new Refusal('import_done', { status: 409 });
}

/** The import was stopped by its officer while it ran. */
class Stopped extends Error {}

/**
 * Enters a list that was begun: in one transaction, with everything decided again as things stand now. Running
 * it twice, or two at once, enters nothing twice; what was interrupted left nothing behind and may run again.
 * A refusal is kept with the list, for its officer to read.
 * @param afterPiece told how many rows are done, after each piece
 * @returns whether it was entered
 */
export async function runImport(
	db: Db,
	id: string,
	now: Date,
	afterPiece: (done: number) => void = () => {},
): Promise<boolean> {
	try {
		return await db.transaction(async (tx) => {
			// Not the row itself: its progress is written meanwhile
			await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 20260101))`);
			const begun = await begunImport(tx, id);
			if (!begun) return false;
			await enterList(db, tx, begun, now, afterPiece);
			return true;
		});
	} catch (error) {
		if (error instanceof Stopped) return false;
		if (!isRefusal(error)) throw error;
		await keepFailure(db, id, error, now);
		return false;
	}
}

interface Begun {
	list: Import;
	actor: Actor;
	programme: Programme;
}

async function begunImport(tx: Tx, id: string): Promise<Begun | null> {
	const row = await tx.first<{ accountId: number }>(sql`select account_id as "accountId" from imports
		where id = ${id}::uuid and status = 'running'`);
	if (!row) return null;
	const list = await loadImport(tx, row, id);
	const actor = await actorById(tx, row.accountId);
	if (!actor) throw new Refusal('unit_not_yours');
	return { list, actor, programme: (await programmeById(tx, list.programmeId))! };
}

async function enterList(db: Db, tx: Tx, begun: Begun, now: Date, afterPiece: (done: number) => void) {
	const { list, actor, programme } = begun;
	const counts = noRows();
	let done = 0;
	for await (const rows of judgeList(tx, actor, programme, list, now)) {
		const refused = rows.filter(({ outcome }) => outcome === 'refused').length;
		if (refused > 0 && !list.validOnly) throw new Refusal('import_rows_wrong', { status: 409 });
		const entered = await enterDrafts(tx, begun, await enterInitiatives(tx, begun, rows, now), now);
		await storeOutcomes(tx, list.id, entered);
		for (const { outcome } of entered) counts[outcome]++;
		done += rows.length;
		// Beside the transaction, so that the officer sees it
		const going = await db.first(sql`update imports set progress = ${done}, updated_at = now()
			where id = ${list.id}::uuid and status = 'running' returning id`);
		if (!going) throw new Stopped();
		afterPiece(done);
	}
	const ended =
		await tx.first(sql`update imports set status = 'done', counts = ${JSON.stringify(counts)}::jsonb,
		progress = total, updated_at = ${now} where id = ${list.id}::uuid and status = 'running' returning id`);
	if (!ended) throw new Stopped();
}

async function enterInitiatives(
	tx: Tx,
	{ list, actor, programme }: Begun,
	rows: readonly PlacedRow[],
	now: Date,
) {
	const whole = rows.filter(({ outcome }) => outcome === 'submitted');
	if (whole.length === 0) return [...rows];
	const submitted = await submitInitiatives(
		tx,
		actor.accountId,
		scopeOf(actor, 'submit_for_others'),
		programme,
		whole.map(({ row, initiative }) => ({
			initiative: initiative!,
			kind: 'import',
			key: `${list.id}:${row}`,
		})),
		now,
	);
	const byRow = new Map(whole.map(({ row }, index) => [row, submitted[index]!]));
	return rows.map((row): PlacedRow => {
		const written = byRow.get(row.row);
		if (!written) return row;
		// Somebody else's import of the same may have come first
		return { ...row, outcome: written.present ? 'present' : 'submitted', initiativeId: written.id };
	});
}

/** Drafts of what lacks something; one that its officer deleted comes back with the list. */
async function enterDrafts(tx: Tx, { list, actor, programme }: Begun, rows: readonly PlacedRow[], now: Date) {
	const incomplete = rows
		.filter(({ outcome }) => outcome === 'draft')
		.map(({ row, key, content }) => ({ row, id: randomUUID(), key: `\\x${key!.toString('hex')}`, content }));
	if (incomplete.length === 0) return [...rows];
	const written = await tx.rows<{ row: number; id: string; fresh: boolean }>(sql`
		with item as materialized (
			select * from ${recordset(incomplete)} as x(row int, id uuid, key bytea, content jsonb)
		), draft as (
			insert into drafts (id, account_id, programme_id, unit_id, import_id, kind, content, content_key, created_at,
				updated_at)
			select id, ${actor.accountId}, ${programme.id}, (content->>'unit')::int, ${list.id}::uuid, 'import', content,
				key, ${now}, ${now}
			from item
			on conflict (content_key) where content_key is not null do update set deleted_at = null,
				content = excluded.content, account_id = excluded.account_id, import_id = excluded.import_id,
				version = drafts.version + 1, updated_at = excluded.updated_at
			where drafts.deleted_at is not null
			returning id, content_key
		)
		select i.row, coalesce(d.id, i.id) as id, d.id is not null as fresh
		from item i left join draft d on d.content_key = i.key`);
	const byRow = new Map(written.map((each) => [each.row, each]));
	return rows.map((row): PlacedRow => {
		const draft = byRow.get(row.row);
		if (!draft) return row;
		if (draft.fresh) return { ...row, draftId: draft.id };
		return { ...row, outcome: 'present', verdict: [] };
	});
}

/** Nothing was entered: the list is checked anew, so that its rows say why. */
async function keepFailure(db: Db, id: string, { code, params }: Refusal, now: Date): Promise<void> {
	const failure = JSON.stringify({ code, params });
	await db.transaction(async (tx) => {
		const kept = await tx.first<{ accountId: number; programmeId: number }>(sql`
			update imports set status = 'checked', progress = 0, failure = ${failure}::jsonb, updated_at = ${now}
			where id = ${id}::uuid and status = 'running' returning account_id as "accountId", programme_id as "programmeId"`);
		const actor = kept && (await actorById(tx, kept.accountId));
		const programme = kept && (await programmeById(tx, kept.programmeId));
		if (actor && programme) await checkList(tx, actor, programme, id, now);
	});
}

/** A fault that keeps coming back ends the import; its officer may begin it again. */
export async function failImport(db: Db, id: string, now: Date): Promise<void> {
	await db.rows(sql`update imports set status = 'failed', progress = 0, updated_at = ${now},
		failure = ${JSON.stringify({ code: 'import_failed', params: {} })}::jsonb
		where id = ${id}::uuid and status = 'running'`);
}
