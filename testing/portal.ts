import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { hashPassword, openSession } from '#features/people/commands.ts';
import type { Actor } from '#features/people/rules.ts';
import { readConfig } from '#platform/config/config.ts';
import { sql } from '#platform/db/db.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { startJobs } from '#portal/jobs.ts';
import { openPortal, type Portal } from '#portal/portal.ts';
import { serve } from '#portal/web/serve.ts';
import { testDatabase } from './database.ts';

export interface TestPortal {
	/** Where it answers, without a slash at the end. */
	url: string;
	portal: Portal;
	/** A session of a person, as the value of a `cookie` header. */
	cookieOf(actor: Actor): Promise<string>;
	/** Gives a person a password to sign in with. */
	setPassword(actor: Actor, password: string): Promise<void>;
}

/**
 * The whole portal (web pages as built, jobs, files, mail kept as files) on a fresh database without demo data,
 * for the test file that calls it; gone when the file is done.
 */
export async function testPortal(env: NodeJS.ProcessEnv = {}): Promise<TestPortal> {
	const { url: databaseUrl } = await testDatabase();
	const dataDir = await mkdtemp(path.join(tmpdir(), 'sangkien-test-'));
	const config = readConfig({ LOG_LEVEL: 'error', HOST: '127.0.0.1', ...env }, { dataDir, port: 0 });
	const portal = openPortal(config, databaseUrl);
	await migrateJobs(portal.db.pool);
	const jobs = await startJobs(portal);
	const web = await serve(portal);
	afterAll(async () => {
		await web.stop();
		await jobs.stop();
		await portal.close();
		await rm(dataDir, { recursive: true, force: true });
	});
	return {
		url: `http://localhost:${web.port}`,
		portal,
		async cookieOf(actor) {
			const token = await portal.db.transaction((tx) => openSession(tx, actor.accountId, null, new Date()));
			return `session=${token}`;
		},
		async setPassword(actor, password) {
			const hash = await hashPassword(password);
			await portal.db.rows(sql`update accounts set password_hash = ${hash} where id = ${actor.accountId}`);
		},
	};
}
