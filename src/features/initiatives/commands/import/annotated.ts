import type { Actor } from '#features/people/rules.ts';
import type { Db } from '#platform/db/db.ts';
import type { AnnotatedFile, NoteColumn } from '#platform/excel/annotate.ts';
import { annotateWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { type ImportRow, keptFile, loadImport, rowsToMend } from '../../queries/imports.ts';

/** A list of 20,000 rows gets its columns in 2 s on one busy core. */
const LIMITS = { timeMs: 15_000 };

/**
 * The officer's own file with one more column that says what to mend, row by row.
 * @param say the message of a row, '' when it has none
 * @param heading of the column
 * @param more columns beside it; where there are some, one without any message is left out
 * @throws Refusal `not_found`, `import_file_gone` when the list is no longer kept
 */
export async function annotatedList(
	db: Db,
	actor: Actor,
	id: string,
	say: (row: ImportRow) => string,
	heading: string,
	more: readonly NoteColumn[] = [],
): Promise<AnnotatedFile> {
	const list = await loadImport(db, actor, id);
	const bytes = await keptFile(db, id);
	if (!bytes) throw new Refusal('import_file_gone', { status: 409 });
	const rows = await rowsToMend(db, id);
	const cells = new Map(rows.map((row) => [row.row, say(row)] as const).filter(([, text]) => text !== ''));
	const { sheet, headerRows } = list.mapping;
	const messages = cells.size > 0 || more.length === 0 ? [{ heading, cells }] : [];
	return annotateWorkbookInWorker(
		bytes,
		list.fileName,
		sheet,
		headerRows.last,
		[...messages, ...more],
		LIMITS,
	);
}
