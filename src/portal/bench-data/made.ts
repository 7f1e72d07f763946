import { type Db, sql } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { Wanted } from './build.ts';

/** Stands in a schema of its own, so that no backup and no migration knows of it. */
const TABLE = sql`create schema if not exists bench;
	create table if not exists bench.made (initiatives int not null, units int not null, seed int not null,
		began_at timestamptz not null, finished_at timestamptz, seconds jsonb)`;

/**
 * Takes the database for generating, or says why not. Whoever began and did not finish left it without indexes.
 * @throws Refusal `bench_data_present` when it holds anything of people, `bench_data_unfinished`
 */
export async function claim(db: Db, { initiatives, units, seed }: Wanted, now: Date): Promise<void> {
	await db.pool.query(TABLE.text);
	const made = await db.first<{ finished: boolean }>(
		sql`select finished_at is not null as finished from bench.made limit 1`,
	);
	if (made && !made.finished) throw new Refusal('bench_data_unfinished');
	const held = await db.first<{ any: boolean }>(sql`select exists (select 1 from initiatives)
		or exists (select 1 from accounts) or exists (select 1 from drafts) as any`);
	if (made || held!.any) throw new Refusal('bench_data_present');
	await db.rows(sql`insert into bench.made (initiatives, units, seed, began_at)
		values (${initiatives}, ${units}, ${seed}, ${now})`);
}

export async function finish(db: Db, now: Date, seconds: Record<string, number>): Promise<void> {
	await db.rows(sql`update bench.made set finished_at = ${now}, seconds = ${JSON.stringify(seconds)}::jsonb`);
}
