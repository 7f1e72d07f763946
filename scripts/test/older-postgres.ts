import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { olderPostgres } from './machine.ts';

/** Runs `work` on a temporary server of Debian's PostgreSQL 15; the reason when the machine has none. */
export async function withOlderPostgres<T>(work: (url: string) => Promise<T>): Promise<T | string> {
	const binaries = olderPostgres();
	if (binaries === null) return 'this machine has no PostgreSQL 15 and none could be installed';
	const dataDir = mkdtempSync(join(tmpdir(), 'sangkien-15-'));
	const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
	const postgres = await attachPostgres({ dataDir, binaries, settings, log: createLogger('silent') });
	try {
		return await work(postgres.url);
	} finally {
		await postgres.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}
