import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/db/migrate.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Connection string of the run's server, without a database. */
		databaseServer: string;
		/** Name of the migrated database that tests copy. */
		databaseTemplate: string;
	}
}

/**
 * Once per run: a server and a migrated database to copy from. The server is the embedded one, in a temporary
 * folder and without waiting for the disk, or the one that TEST_DATABASE_URL names.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const server = process.env.TEST_DATABASE_URL
		? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
		: await temporaryServer();
	const template = `template_${randomBytes(4).toString('hex')}`;
	await administer(server.url, `create database ${template}`);

	const pool = new pg.Pool({ connectionString: withDatabase(server.url, template) });
	await migrate(pool);
	await pool.end();

	project.provide('databaseServer', server.url);
	project.provide('databaseTemplate', template);
	return async () => {
		await administer(server.url, `drop database ${template}`);
		await server.stop();
	};
}

async function temporaryServer() {
	const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-test-'));
	const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
	const postgres = await attachPostgres({ dataDir, settings, log: createLogger('silent') });
	return {
		url: postgres.url,
		async stop() {
			await postgres.stop();
			rmSync(dataDir, { recursive: true, force: true });
		},
	};
}

/** Runs one statement that concerns whole databases. */
export async function administer(server: string, statement: string): Promise<void> {
	const client = new pg.Client(server);
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

/** The same server, another database: `…@/portal?host=/run` → `…@/name?host=/run`. */
export function withDatabase(server: string, name: string): string {
	return server.replace(/^(\w+:\/\/[^/]*)\/?[^?]*/, `$1/${name}`);
}
