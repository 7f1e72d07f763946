import { randomUUID } from 'node:crypto';
import { nearestTo, QUICK } from '#features/similarity/queries/nearest.ts';
import { currentAligner } from '#features/similarity/queries/versions.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { SmallIndex } from '#features/similarity/rules/small-index.ts';
import type { Band, Comparison } from '#features/similarity/schema.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { readRowsAfter } from '../../queries/imports.ts';
import { PREVIEW_MOST } from '../../rules/import.ts';
import { screenedText } from '../../rules/screened-text.ts';

/** One that says nothing for so long has lost its process. */
const SILENT_SECONDS = 30;
/** Rows between two words on how far it is. */
const PIECE = 25;
/** What is worth a notice: the rest is told once the list is entered. */
const TOLD: readonly Band[] = ['duplicate', 'suspicious'];

interface Claimed {
	id: string;
	token: string;
}

/** What a row is most like: an initiative, or another row of its list. */
interface Likeness {
	row: number;
	band: Band;
	score: number;
	subject: number | null;
	twin: number | null;
}

/**
 * Compares the rows of one checked list with all that is stored and with each other, and keeps for each what it is
 * most like; no text is stored. Some 10 ms a row, for a process beside the web. A list that is entered, read again
 * or thrown away meanwhile is let go.
 * @returns whether there was one
 */
export async function previewNextList(db: Db, signal: AbortSignal): Promise<boolean> {
	const list = await claim(db);
	if (!list) return false;
	const found = await compareRows(db, list, signal);
	if (found) await keep(db, list, found);
	return !signal.aborted;
}

async function claim(db: Db): Promise<Claimed | undefined> {
	const token = randomUUID();
	const row = await db.first<{ id: string }>(sql`
		insert into list_previews as p (import_id, token, told_at)
		select i.id, ${token}::uuid, now() from imports i left join list_previews p on p.import_id = i.id
		where i.status = 'checked' and i.total between 1 and ${PREVIEW_MOST} and (p.import_id is null or ${LOST})
		order by i.updated_at limit 1
		on conflict (import_id) do update set token = excluded.token, done = 0, told_at = excluded.told_at where ${LOST}
		returning import_id as id`);
	return row && { id: row.id, token };
}

/** A preview `p` whose process is gone. */
const LOST = sql`(not p.finished and p.told_at < now() - make_interval(secs => ${SILENT_SECONDS}))`;

async function compareRows(
	db: Db,
	list: Claimed,
	signal: AbortSignal,
): Promise<Map<number, Likeness> | null> {
	const aligner = await currentAligner(db);
	const own = new SmallIndex(aligner);
	const rowOf: number[] = [];
	const best = new Map<number, Likeness>();
	for (let after = 0; ; ) {
		const rows = await readRowsAfter(db, list.id, after, PIECE);
		if (rows.length === 0) return best;
		after = rows.at(-1)!.row;
		for (const { row, content } of rows) {
			if (signal.aborted) return null;
			const hashes = hashesIn(screenedText(content).text);
			rowOf.push(row);
			for (const { doc, comparison } of own.add(aligner.side(hashes))) {
				better(best, { ...told(comparison), row, subject: null, twin: rowOf[doc]! });
				better(best, { ...told(comparison), row: rowOf[doc]!, subject: null, twin: row });
			}
			for (const { subject, comparison } of await nearestTo(db, aligner, hashes, QUICK))
				better(best, { ...told(comparison), row, subject, twin: null });
		}
		if (!(await tellProgress(db, list, rowOf.length))) return null;
	}
}

const told = ({ band, score }: Comparison) => ({ band, score });

function better(best: Map<number, Likeness>, likeness: Likeness): void {
	const rank = TOLD.indexOf(likeness.band);
	if (rank < 0) return;
	const former = best.get(likeness.row);
	const stronger =
		!former ||
		rank < TOLD.indexOf(former.band) ||
		(likeness.band === former.band && likeness.score > former.score);
	if (stronger) best.set(likeness.row, likeness);
}

/** Preview `p` is ours while its list is only checked, and not read again. */
const isOurs = ({ id, token }: Claimed) => sql`p.import_id = ${id}::uuid and p.token = ${token}::uuid
	and exists (select 1 from imports i where i.id = p.import_id and i.status = 'checked')`;

async function tellProgress(db: Db, list: Claimed, done: number): Promise<boolean> {
	const going = await db.first(sql`update list_previews p set done = ${done}, told_at = now()
		where ${isOurs(list)} returning p.import_id`);
	return going !== undefined;
}

async function keep(db: Db, list: Claimed, best: ReadonlyMap<number, Likeness>): Promise<void> {
	await db.rows(sql`update list_previews p set finished = true, likenesses = ${JSON.stringify([...best.values()])}::jsonb
		where ${isOurs(list)}`);
}
