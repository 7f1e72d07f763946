/** The entry of the screener's process: screens until its parent is gone. Started by `screener.ts`. */
import os from 'node:os';
import { openDb } from '#platform/db/db.ts';
import { createLogger } from '#platform/log/log.ts';
import { NICENESS } from './niceness.ts';
import type { Assignment } from './screener.ts';
import { startScreening } from './screening.ts';

// Ctrl-C reaches every process of a terminal; when to end is for the parent to say.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => {});
os.setPriority(NICENESS);

process.once('message', ({ databaseUrl, logLevel, threads }: Assignment) => {
	const db = openDb(databaseUrl, { max: 6 });
	const log = createLogger(logLevel);
	const screening = startScreening({ db, log, now: () => new Date(), threads });
	process.once('disconnect', async () => {
		await screening.stop();
		await db.close();
		process.exit(0);
	});
});
