import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

/** The app always runs from the project root, bundled or not. */
const FOLDER = path.resolve('database/migrations');

/** Processes that start together migrate one after the other. */
const LOCK = 7_265_101;

/** Names of all migrations that this program has, in order. */
export async function knownMigrations(): Promise<string[]> {
	return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
}

/**
 * Applies the migrations that are not applied yet, each in its own transaction, and answers their names.
 * Migrations are frozen in time: a mistake is mended by another one.
 * @param options.only applies none but these: a backup is restored under the schema it was made with
 */
export async function migrate(
	pool: pg.Pool,
	options: { only?: ReadonlySet<string> } = {},
): Promise<string[]> {
	const client = await pool.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [LOCK]);
		await client.query(
			`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
		);
		const { rows } = await client.query<{ name: string }>('select name from migrations');
		const done = new Set(rows.map((row) => row.name));
		const names = await knownMigrations();
		const pending = names.filter((name) => !done.has(name) && (options.only?.has(name) ?? true));
		for (const name of pending) {
			const text = await readFile(path.join(FOLDER, name), 'utf8');
			await client.query('begin');
			try {
				await client.query(text);
				await client.query('insert into migrations (name) values ($1)', [name]);
				await client.query('commit');
			} catch (error) {
				await client.query('rollback');
				throw error;
			}
		}
		return pending;
	} finally {
		await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
		client.release();
	}
}
