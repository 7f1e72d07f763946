import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { recordset, sql, type Tx } from '#platform/db/db.ts';
import { loadImport } from '../../queries/imports.ts';
import type { Outcome, Verdict } from '../../rules/import.ts';
import { judgeList } from './judgement.ts';
import { changeable } from './upload.ts';

/**
 * The dry run: says of every row what the import would do with it, and writes nothing else.
 * @throws Refusal `not_found`, `import_running`, `import_done`
 */
export async function checkList(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	id: string,
	now: Date,
): Promise<Record<Outcome, number>> {
	const list = changeable(await loadImport(tx, actor, id, { lock: true }));
	const counts = noRows();
	for await (const rows of judgeList(tx, actor, programme, list, now)) {
		await storeOutcomes(tx, id, rows);
		for (const { outcome } of rows) counts[outcome]++;
	}
	await tx.rows(sql`update imports set status = 'checked', counts = ${JSON.stringify(counts)}::jsonb, updated_at = ${now}
		where id = ${id}::uuid`);
	return counts;
}

export const noRows = (): Record<Outcome, number> => ({ submitted: 0, draft: 0, present: 0, refused: 0 });

/** What becomes of rows, planned or done. */
export async function storeOutcomes(
	tx: Tx,
	id: string,
	rows: readonly {
		row: number;
		outcome: Outcome;
		verdict: readonly Verdict[];
		initiativeId: number | null;
		draftId: string | null;
	}[],
): Promise<void> {
	const outcomes = rows.map(({ row, outcome, verdict, initiativeId, draftId }) => ({
		row,
		outcome,
		verdict,
		initiativeId,
		draftId,
	}));
	await tx.rows(sql`
		update import_rows r set outcome = x.outcome, verdict = x.verdict, initiative_id = x."initiativeId",
			draft_id = x."draftId"
		from ${recordset(outcomes)} as x(row int, outcome text, verdict jsonb, "initiativeId" bigint, "draftId" uuid)
		where r.import_id = ${id}::uuid and r.row_number = x.row`);
}
