import { runInProcess } from '#platform/excel/in-worker.ts';
import type { Reading, ReadingRequest } from './reading.ts';

const ENTRY = 'src/features/initiatives/commands/import/worker.ts';
/** The largest list we take, 20,000 rows, is read in 4 s on one busy core. */
const LIMITS = { timeMs: 15_000 };

/** `readList` in a process of its own, so that the web loop never waits for a list. */
export const readListInProcess = (request: ReadingRequest): Promise<Reading> =>
	runInProcess<Reading>(ENTRY, 'readList', [request], LIMITS);
