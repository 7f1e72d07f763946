import { raw, sql, type Tx } from '#platform/db/db.ts';

/**
 * Takes indexes and keys off tables that are about to be filled, and keys of others that refer to them; answers the
 * statements that put them back, indexes first. What is written row by row costs several times what is built at once.
 * @param keep indexes that are read meanwhile
 */
export async function strip(tx: Tx, tables: readonly string[], keep: readonly string[]): Promise<string[]> {
	const named = sql`select oid from pg_class where relnamespace = 'public'::regnamespace
		and relname = any(${tables}::text[])`;
	const keys = await tx.rows<{ table: string; name: string; refers: boolean; definition: string }>(sql`
		select conrelid::regclass::text as table, quote_ident(conname) as name, contype = 'f' as refers,
			pg_get_constraintdef(oid) as definition
		from pg_constraint
		where (contype = 'f' and (conrelid in (${named}) or confrelid in (${named}))
			or contype in ('p', 'u', 'x') and conrelid in (${named}))
			and not (conname = any(${keep}::text[]))
		order by contype <> 'f', conname`);
	for (const { table, name } of keys)
		await tx.rows(sql`alter table ${raw(table)} drop constraint ${raw(name)}`);
	const indexes = await tx.rows<{ name: string; definition: string }>(sql`
		select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
		from pg_index where indrelid in (${named}) and not (indexrelid::regclass::text = any(${keep}::text[]))
			and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)
		order by 1`);
	for (const { name } of indexes) await tx.rows(sql`drop index ${raw(name)}`);
	const restore = ({ table, name, definition }: (typeof keys)[number]) =>
		`alter table ${table} add constraint ${name} ${definition}`;
	return [
		...keys.filter(({ refers }) => !refers).map(restore),
		...indexes.map(({ definition }) => definition),
		...keys.filter(({ refers }) => refers).map(restore),
	];
}
