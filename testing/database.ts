import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { administer, withDatabase } from './database-server.ts';

export interface TestDatabase {
	readonly url: string;
	readonly pool: pg.Pool;
}

/**
 * A fresh migrated database for the test file that calls it, gone when the file is done. A copy of the run's
 * template takes some 30 ms; `truncate` between tests is not needed where each makes its own unit or programme.
 */
export async function testDatabase(): Promise<TestDatabase> {
	const server = inject('databaseServer');
	const name = `test_${randomBytes(6).toString('hex')}`;
	// Copying the files beats replaying them through the log when nothing has to survive a crash.
	await administer(
		server,
		`create database ${name} template ${inject('databaseTemplate')} strategy file_copy`,
	);
	const url = withDatabase(server, name);
	const pool = new pg.Pool({ connectionString: url });
	// `drop … with (force)` below ends connections that the code under test left open.
	pool.on('error', () => {});
	afterAll(async () => {
		await pool.end();
		await administer(server, `drop database if exists ${name} with (force)`);
	});
	return { url, pool };
}
