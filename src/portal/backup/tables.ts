import { type Reader, sql } from '#platform/db/db.ts';

/** A table as it goes into a backup. */
export interface Table {
	name: string;
	columns: string[];
	/** On disk, for telling how far a backup is. */
	bytes: number;
}

/** Whoever restores a backup signs in anew: sessions and unused resets would outlive what ended them. */
export const NOT_CARRIED = ['sessions', 'password_resets'];

/** What is packed of the texts for searching is made again from them after a restore. */
const MADE_AGAIN = ['similarity_generations', 'similarity_delta'];
/** The lists of one generation, in use or not yet. */
const LISTS = '^similarity_postings_[0-9]+$';

/**
 * The portal's tables in an order in which each stands after those it refers to, with the columns that mean the
 * same in another database: transaction ids (`xid8`) belong to their cluster, generated columns make themselves.
 */
export async function tablesInOrder(db: Reader): Promise<Table[]> {
	const tables = await db.rows<Table & { refersTo: string[] }>(sql`
		select c.relname::text as name, pg_table_size(c.oid) as bytes,
			array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
				and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype order by a.attnum) as columns,
			array(select t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
				where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
			and not (c.relname = any(${['migrations', ...NOT_CARRIED, ...MADE_AGAIN]}::text[])) and c.relname !~ ${LISTS}
		order by c.relname`);
	const ordered: Table[] = [];
	const placed = new Set<string>();
	while (ordered.length < tables.length) {
		const next = tables.filter(
			({ name, refersTo }) => !placed.has(name) && refersTo.every((to) => placed.has(to)),
		);
		if (next.length === 0) throw new Error('tables refer to each other in a circle');
		for (const { name, columns, bytes } of next) ordered.push({ name, columns, bytes });
		for (const { name } of next) placed.add(name);
	}
	return ordered;
}

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"initiatives" ("id", "programme_id", …)` */
export const withColumns = ({ name, columns }: Pick<Table, 'name' | 'columns'>): string =>
	`${quoted(name)} (${columns.map(quoted).join(', ')})`;
