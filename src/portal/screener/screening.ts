import { previewNextList } from '#features/initiatives/commands/import/preview.ts';
import { indexMissing } from '#features/initiatives/commands/index-missing.ts';
import { dropOldLists, rebuild } from '#features/similarity/commands/rebuild.ts';
import { dropStalePairs, screenAgain, screenWaiting } from '#features/similarity/commands/screen.ts';
import { screeningState } from '#features/similarity/queries/lag.ts';
import { rebuildDue } from '#features/similarity/rules/rebuild-due.ts';
import type { Db } from '#platform/db/db.ts';
import { every } from '#platform/jobs/jobs.ts';
import type { Logger } from '#platform/log/log.ts';
import { screeningMany } from './many-turn.ts';

/** What came in is screened within this time, when nothing else waits. */
const SCREEN_MS = 300;
const TEND_MS = 2_000;
/** Whoever checked a list sees what its rows are like from then on. */
const PREVIEW_MS = 1_000;
const TIDY_MS = 60_000;
/** A tenth of a second of work: published figures wait for a transaction that writes. */
const BATCH = 10;
/** Initiatives without a text, indexed at once. */
const MISSING = 200;

export interface Screening {
	db: Db;
	log: Logger;
	now: () => Date;
	/** That screen many texts at once. */
	threads: number;
}

/**
 * The work of the screener: what comes in, then lists, then the whole corpus under a new version, in memory when it
 * is much; beside it lists that are not entered yet, and rebuilds.
 */
export function startScreening({ db, log, now, threads }: Screening): { stop(): Promise<void> } {
	const stopping = new AbortController();
	let rebuilding = false;
	/** Where looking for initiatives without a text stands; null when there are no more. */
	let looked: number | null = 0;
	const many = screeningMany({ db, log, now, threads }, stopping.signal);

	const screening = every(
		SCREEN_MS,
		'screening',
		async () => {
			// A list of a hundred thousand, not packed yet, would be searched slowly and then once more.
			const upTo = rebuilding || many.screensLists() ? 0 : 1;
			if ((await screenWaiting(db, BATCH, now, { upTo })) > 0) return true;
			if (rebuilding || many.running()) return false;
			return (await screenAgain(db, BATCH, now)) > 0 || (await dropStalePairs(db, 1_000)) > 0;
		},
		log,
	);
	const tending = every(
		TEND_MS,
		'tending the screening index',
		async () => {
			const kind = rebuildDue(await screeningState(db));
			if (kind !== null) {
				rebuilding = true;
				try {
					await rebuild(db, kind, { signal: stopping.signal, now });
				} catch (error) {
					if (!stopping.signal.aborted) throw error;
				} finally {
					rebuilding = false;
				}
			}
			if (looked === null) return false;
			const after = looked;
			looked = await db.transaction((tx) => indexMissing(tx, after, MISSING, now()));
			return true;
		},
		log,
	);
	const manyScreening = every(
		TEND_MS,
		'screening in memory',
		async () => {
			// After a rebuild that is due more is packed, and evidence may be another.
			if (!rebuilding && rebuildDue(await screeningState(db)) === null) await many.turn();
			return false;
		},
		log,
	);
	const previewing = every(
		PREVIEW_MS,
		'comparing lists that are not entered yet',
		() => previewNextList(db, stopping.signal),
		log,
	);
	const tidying = every(
		TIDY_MS,
		'dropping old lists',
		async () => {
			await dropOldLists(db);
			return false;
		},
		log,
	);
	return {
		async stop() {
			stopping.abort();
			await Promise.all([screening, tending, manyScreening, previewing, tidying].map((each) => each.stop()));
		},
	};
}
