import type { Task } from 'graphile-worker';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { failImport, runImport } from './commands/import/run.ts';

/** Tried so often before the officer is told: a database that restarts is back by then. */
const ATTEMPTS = 4;

/** Enters a list in the background: see `runImport`. */
export const runImportTask =
	({ db, clock }: { db: Db; clock: Clock }): Task =>
	async (payload, { job }) => {
		const { importId } = payload as { importId: string };
		try {
			await runImport(db, importId, clock.now());
		} catch (error) {
			if (job.attempts < ATTEMPTS) throw error;
			await failImport(db, importId, clock.now());
		}
	};
