import type { LocalDate } from '#platform/clock/clock.ts';
import data from './screening-quality.json' with { type: 'json' };

/** How copies of one kind fared. Rates are shares of the queries, 0 to 1. */
export interface KindQuality {
	/** As the bench names it (`bench/support/screening/queries.ts`). */
	kind: string;
	queries: number;
	/** The text that was copied is among the 50 that are compared. */
	found50: number;
	/** The pair is judged duplicate or suspicious. */
	judged: number;
	/** The same, or similar: what the model adds. */
	withModel: number;
}

/** How texts that copy nothing fared: shares that were put into a band, each with those above it. */
export interface NegativeQuality {
	kind: string;
	queries: number;
	duplicate: number;
	suspicious: number;
	similar: number;
}

/** Milliseconds, or texts per second; what was not measured is left out. */
export interface ScreeningSpeeds {
	screenP50Ms?: number;
	screenP99Ms?: number;
	/** The same from PostgreSQL. */
	databaseP50Ms?: number;
	databaseP99Ms?: number;
	hintP99Ms?: number;
	indexPerSecond?: number;
	batchPerSecond?: number;
}

/** The published accuracy of screening, as one run of `npm run bench screening` measured it. */
export interface ScreeningQuality {
	measuredOn: LocalDate;
	commit: string;
	/** Texts in the corpus that was searched. */
	documents: number;
	kinds: KindQuality[];
	negatives: NegativeQuality[];
	speeds: ScreeningSpeeds;
}

/** Written by the bench, read by the page that explains screening to people. */
export const SCREENING_QUALITY: ScreeningQuality = data;
