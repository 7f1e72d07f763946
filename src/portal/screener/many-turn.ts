import { manyToScreen } from '#features/similarity/commands/screen-many.ts';
import { screenMany } from './many.ts';
import type { Screening } from './screening.ts';

/** The screener's turns at screening in memory, and what the rest of it has to know of them. */
export function screeningMany({ db, log, now, threads }: Screening, signal: AbortSignal) {
	/** Documents that wait, of those taken on; null while nothing is under way. */
	let waiting: number | null = null;
	/** That memory is short: once for each time that much is to be screened. */
	let told = false;

	async function turn(): Promise<void> {
		if (!(await manyToScreen(db))) {
			told = false;
			return;
		}
		waiting = Number.POSITIVE_INFINITY;
		try {
			const outcome = await screenMany(db, {
				...{ threads, now, signal },
				begun: () => log.info({ threads }, 'much is to be screened: reading the corpus into memory'),
				progress: (_, left) => {
					waiting = left;
				},
			});
			if (outcome.done === 'screened') {
				const { documents, seconds, loading } = outcome;
				const rate = Math.round(documents / Math.max(0.001, seconds - loading));
				log.info({ documents, seconds, loading, rate }, 'screened in memory');
			} else if (outcome.done === 'memory' && !told) {
				const { needed, free } = outcome;
				log.warn({ needed, free }, 'not enough free memory to screen in: going on through the database');
				told = true;
			}
		} catch (error) {
			if (!signal.aborted) throw error;
		} finally {
			waiting = null;
		}
	}

	return {
		turn,
		running: () => waiting !== null,
		/** While it does, nobody else takes these. */
		screensLists: () => waiting !== null && waiting > 0,
	};
}
