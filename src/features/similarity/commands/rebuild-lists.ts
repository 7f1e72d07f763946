import { copyIn, int4 } from '#platform/db/copy-binary.ts';
import { type Db, sql } from '#platform/db/db.ts';
import type { Packing } from '../rules/packing.ts';
import { BUCKETS } from '../rules/pairs.ts';

/** Lists are written in so many transactions: while one is open, published figures wait for it. */
const PORTIONS = 64;
/** Pages of rows taken out of the delta at once, for the same reason. */
const PAGES = 1_000;

const tableOf = (generation: number) => `similarity_postings_${generation}`;

/** Writes packed lists beside those in use, into a table that no search looks at yet. */
export async function writeLists(
	db: Db,
	generation: number,
	packing: Packing,
	afterPortion: (share: number) => void,
): Promise<void> {
	const table = tableOf(generation);
	await db.pool.query(`create table ${table} (like similarity_postings including storage,
		check (generation = ${generation}), primary key (generation, bucket)) with (toast_tuple_target = 4080)`);
	const column = int4(generation);
	function* rows(from: number, to: number) {
		for (const { bucket, docs } of packing.lists(from, to)) yield [column, int4(bucket), docs];
	}
	for (let portion = 0; portion < PORTIONS; portion++) {
		const from = (BUCKETS / PORTIONS) * portion;
		await db.transaction((tx) =>
			copyIn(tx, `${table} (generation, bucket, docs)`, rows(from, from + BUCKETS / PORTIONS)),
		);
		afterPortion((portion + 1) / PORTIONS);
	}
}

/** The statement that makes a table of lists part of the index; it holds up no search. */
export const attachment = (generation: number): string =>
	`alter table similarity_postings attach partition ${tableOf(generation)} for values in (${generation})`;

/** The number of a generation that neither the index nor a rebuild that was broken off has. */
export async function nextGeneration(db: Db): Promise<number> {
	const row = await db.first<{ next: number }>(
		sql`select max(generation) + 1 as next from similarity_generations`,
	);
	return row!.next;
}

/**
 * Drops lists of other generations than the current one: the former, and what a rebuild that was broken off left.
 * Waits for nobody longer than a moment; what is in use is left for the next time. For who holds the lock of
 * rebuilds: those of one under way belong to no generation yet.
 */
export async function dropOldTables(db: Db): Promise<void> {
	const tables = await db.rows<{ name: string }>(sql`
		select c.relname::text as name from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname ~ '^similarity_postings_[0-9]+$'
			and c.relname <> (select 'similarity_postings_' || generation from similarity_generations where current)`);
	for (const { name } of tables) {
		await db
			.transaction(async (tx) => {
				await tx.rows(sql`set local lock_timeout = '200ms'`);
				await tx.client.query(`drop table ${name}`);
			})
			.catch((error) => {
				if ((error as { code?: string }).code !== '55P03') throw error;
			});
	}
	await db.rows(sql`delete from similarity_generations where not current`);
}

/** Deletes what is packed from the rows that came after packing; searches pass over these already. */
export async function sweepDelta(db: Db): Promise<void> {
	const size = await db.first<{ pages: number }>(sql`
		select pg_relation_size('similarity_delta') / current_setting('block_size')::int as pages`);
	for (let page = 0; page < size!.pages; page += PAGES)
		await db.rows(sql`
			delete from similarity_delta
			where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + PAGES},0)`}::tid
				and doc <= (select last_doc from similarity_generations where current)`);
}
