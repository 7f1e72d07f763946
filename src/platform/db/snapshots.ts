import type { Db, Tx } from './db.ts';

/** One unchanging view of the database on several connections at once, for work that shares it. */
export function withSnapshots<T>(
	db: Db,
	count: number,
	work: (readers: readonly Tx[]) => Promise<T>,
): Promise<T> {
	return db.snapshot(async (first) => {
		const exported = await first.client.query<{ id: string }>('select pg_export_snapshot() as id');
		const { id } = exported.rows[0]!;
		const open = (readers: readonly Tx[]): Promise<T> =>
			readers.length === count
				? work(readers)
				: db.snapshot(async (tx) => {
						// The server made this name, of digits and dashes; the command takes no parameters.
						await tx.client.query(`set transaction snapshot '${id}'`);
						return open([...readers, tx]);
					});
		return open([first]);
	});
}
