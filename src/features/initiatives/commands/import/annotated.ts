import type { Actor } from '#features/people/rules.ts';
import type { Db } from '#platform/db/db.ts';
import type { AnnotatedFile } from '#platform/excel/annotate.ts';
import { annotateWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { type ImportRow, keptFile, loadImport, rowsToMend } from '../../queries/imports.ts';

/**
 * The officer's own file with one more column that says what to mend, row by row.
 * @param say the message of a row, '' when it has none
 * @param heading of the column
 * @throws Refusal `not_found`, `import_file_gone` when the list is no longer kept
 */
export async function annotatedList(
	db: Db,
	actor: Actor,
	id: string,
	say: (row: ImportRow) => string,
	heading: string,
): Promise<AnnotatedFile> {
	const list = await loadImport(db, actor, id);
	const bytes = await keptFile(db, id);
	if (!bytes) throw new Refusal('import_file_gone', { status: 409 });
	const rows = await rowsToMend(db, id);
	const messages = new Map(rows.map((row) => [row.row, say(row)] as const).filter(([, text]) => text !== ''));
	const { sheet, headerRows } = list.mapping;
	return annotateWorkbookInWorker(bytes, list.fileName, sheet, headerRows.last, messages, heading);
}
